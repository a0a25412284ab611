//! `$select`.

use crate::query::declaring_type::StructuralProperty;
use crate::query::field::Field;
use crate::query::path_types::{In, WithinEntity};
use crate::query::type_info::TypeInfo;

/// A property of `E` that can be selected: what `.select([f.id, f.address.city])` takes.
///
/// Every field can be selected except those with `#[graph(expand)]`.
#[diagnostic::on_unimplemented(
    message = "expected a property of `{E}` to select",
    label = "not a property of `{E}` that can be selected",
    note = "select fields: with `let f = {E}::FIELDS;`, write `.select([f.id])`; a property that the struct does not have is `.select([&Field::named(\"x\")])`, names in a list are `.select_each(names.iter().map(Field::named))`, and properties of a navigation property are selected in its expansion: `.expand(f.manager.expand().select([…]))`"
)]
pub trait Selectable<E> {
    /// Returns the property's path as OData writes it: `address/city`.
    fn select_path(&self) -> String;

    /// Returns the paths of the properties that the structs around this one cannot be read without.
    #[doc(hidden)]
    fn needed_paths(&self) -> Vec<String> {
        Vec::new()
    }
}

#[diagnostic::do_not_recommend]
impl<P: WithinEntity, O: StructuralProperty, const INDEX: usize, T> Selectable<P::Entity>
    for Field<P, O, INDEX, T>
{
    fn select_path(&self) -> String {
        self.path()
    }

    fn needed_paths(&self) -> Vec<String> {
        let mut paths = Vec::new();
        In::<P, O, INDEX>::write_needed(&mut paths);
        paths
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selectable<E> + ?Sized> Selectable<E> for &S {
    fn select_path(&self) -> String {
        (**self).select_path()
    }

    fn needed_paths(&self) -> Vec<String> {
        (**self).needed_paths()
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selectable<E> + ?Sized> Selectable<E> for Box<S> {
    fn select_path(&self) -> String {
        (**self).select_path()
    }

    fn needed_paths(&self) -> Vec<String> {
        (**self).needed_paths()
    }
}

/// Returns `names` and the properties that serde requires, without repetitions and paths that another name covers.
pub(crate) fn with_required<'a>(names: &'a [String], info: &TypeInfo) -> Vec<&'a str> {
    let missing = missing(names, info);
    let names: Vec<&str> = names
        .iter()
        .map(|name| without_needless_cast(name, names, &missing))
        .collect();
    let mut all: Vec<&str> = Vec::with_capacity(names.len());
    for name in &names {
        let is_covered = names
            .iter()
            .any(|other| other != name && is_within(name, other));
        if !is_covered && !all.contains(name) {
            all.push(name);
        }
    }
    for name in missing {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// Returns the properties that serde requires and that are not selected: neither by their name, nor through a cast to the
/// type that requires them.
fn missing(names: &[String], info: &TypeInfo) -> Vec<&'static str> {
    let mut required = info.required();
    required.retain(|required| {
        !names.iter().any(|name| {
            is_within(name, required.name)
                || after_cast(name)
                    .is_some_and(|(to, path)| to == required.by && is_within(path, required.name))
        })
    });
    required.iter().map(|required| required.name).collect()
}

/// Returns a path that starts with a cast without the cast, if the property is selected without one as well: because
/// another of the `names` says so, or because serde requires it of another type that the object may have.
fn without_needless_cast<'a>(name: &'a str, names: &[String], missing: &[&str]) -> &'a str {
    let Some((_, path)) = after_cast(name) else {
        return name;
    };
    let is_selected = names.iter().any(|other| is_within(path, other))
        || missing.iter().any(|other| is_within(path, other));
    if is_selected { path } else { name }
}

/// Splits a path that starts with a cast of the object itself: `microsoft.graph.user/mail`.
fn after_cast(path: &str) -> Option<(&str, &str)> {
    let (first, rest) = path.split_once('/')?;
    let is_type = first.contains('.') && !first.contains('@');
    is_type.then_some((first, rest))
}

/// Whether `path` is the property `name` or leads through it.
fn is_within(path: &str, name: &str) -> bool {
    match path.strip_prefix(name) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}
