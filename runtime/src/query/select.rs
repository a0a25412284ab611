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
    note = "select fields: with `let f = {E}::FIELDS;`, write `.select([f.id])`; a property that the struct does not have is `Field::named(\"x\")`, and properties of a navigation property are selected in its expansion: `.expand(f.manager.expand().select([…]))`"
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
    let mut all: Vec<&str> = Vec::with_capacity(names.len());
    for name in names {
        let is_covered = names
            .iter()
            .any(|other| other != name && is_within(name, other));
        if !is_covered && !all.contains(&name.as_str()) {
            all.push(name);
        }
    }
    for name in info.required() {
        if !names.iter().any(|given| is_within(given, name)) {
            all.push(name);
        }
    }
    all
}

/// Whether `path` is the property `name` or leads through it.
fn is_within(path: &str, name: &str) -> bool {
    match path.strip_prefix(name) {
        Some(rest) => rest.is_empty() || rest.starts_with('/'),
        None => false,
    }
}
