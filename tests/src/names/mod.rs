//! Names in a query: each must be known of what it is said of.

mod expr;

use crate::data::Store;
use crate::failure::Failure;
use crate::odata::{ExpandItem, Options, Path, Segment, SelectItem};

/// Checks the names in all options of a collection or entity whose items are of `kinds`.
pub(crate) fn check(store: &Store, kinds: &[String], options: &Options) -> Result<(), Failure> {
    options
        .select
        .iter()
        .flatten()
        .try_for_each(|item| check_selected(store, kinds, item))?;
    options
        .expand
        .iter()
        .try_for_each(|item| check_expanded(store, kinds, item))?;
    options
        .filter
        .iter()
        .try_for_each(|filter| expr::check(store, kinds, filter))?;
    options
        .order_by
        .iter()
        .try_for_each(|key| expr::check(store, kinds, &key.expression))
}

fn check_selected(store: &Store, kinds: &[String], item: &SelectItem) -> Result<(), Failure> {
    let SelectItem::Path(path) = item else {
        return Ok(());
    };
    check_types(store, path)?;
    let names = of(path);
    let first = names.first().copied().unwrap_or_default();
    if kinds.iter().any(|kind| store.has_navigation(kind, first)) {
        return Err(Failure::bad_request(format!(
            "`{first}` is a navigation property: it goes into `$expand`, not into `$select`"
        )));
    }
    if kinds
        .iter()
        .any(|kind| store.has_property(kind, names.iter().copied()))
    {
        return Ok(());
    }
    Err(Failure::bad_request(format!(
        "`$select` names `{}`, which is no property of {}",
        names.join("/"),
        kinds.join(", ")
    )))
}

fn check_expanded(store: &Store, kinds: &[String], item: &ExpandItem) -> Result<(), Failure> {
    check_types(store, &item.path)?;
    if item.path.0.is_empty() {
        return Ok(());
    }
    let names = of(&item.path);
    let &[name] = names.as_slice() else {
        return Err(Failure::bad_request(format!(
            "`$expand` takes one navigation property, not `{}`",
            names.join("/")
        )));
    };
    let targets: Vec<String> = kinds
        .iter()
        .flat_map(|kind| store.navigation_kinds(kind, name))
        .collect();
    if targets.is_empty() {
        let message = format!(
            "`$expand` names `{name}`, which is no navigation property of {}",
            kinds.join(", ")
        );
        return Err(Failure::bad_request(message));
    }
    check(store, &targets, &item.options)
}

fn check_types(store: &Store, path: &Path) -> Result<(), Failure> {
    let mut types = path.0.iter().filter_map(|it| {
        if let Segment::Type(name) = it {
            Some(name)
        } else {
            None
        }
    });
    match types.find(|name| !store.knows_type(name)) {
        Some(name) => Err(Failure::bad_request(format!(
            "the type `{name}` is not known"
        ))),
        None => Ok(()),
    }
}

/// The names in a path, without casts and the like.
pub(crate) fn of(path: &Path) -> Vec<&str> {
    let names = path.0.iter().filter_map(|segment| match segment {
        Segment::Name(name) => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

/// The navigation properties that an item of `$expand` means; all of them for `*`.
pub(crate) fn expanded(store: &Store, kind: &str, item: &ExpandItem) -> Vec<String> {
    let declared = &store.kind(kind).navigation;
    match of(&item.path).first() {
        None => declared.iter().map(|it| it.name.clone()).collect(),
        Some(&name) => {
            let found = declared
                .iter()
                .find(|it| it.name.eq_ignore_ascii_case(name));
            vec![found.map_or_else(|| name.to_owned(), |it| it.name.clone())]
        }
    }
}

/// The property that a name in JSON belongs to: `x` for `x@odata.type`.
pub(crate) fn annotated(name: &str) -> &str {
    match name.split_once('@') {
        Some((property, _)) if !property.is_empty() => property,
        _ => name,
    }
}
