//! Checks the names in a query: each must be a property of the entity that it is used on.

mod expr;

use crate::data::Store;
use crate::failure::Failure;
use crate::odata::{ExpandItem, Options, Path, Segment, SelectItem};

/// Checks the names in all options of a collection or entity of these kinds.
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
    if is_download_url(item) {
        return Ok(());
    }
    check_types(store, path)?;
    let names = of(path);
    let first = names.first().copied().unwrap_or_default();
    if kinds.iter().any(|kind| store.has_navigation(kind, first)) {
        return Err(Failure::bad_request(format!(
            "`{first}` is a navigation property, which belongs in `$expand` and not in `$select`"
        )));
    }
    if kinds
        .iter()
        .any(|kind| store.has_property(kind, names.iter().copied()))
    {
        return Ok(());
    }
    Err(Failure::bad_request(format!(
        "`$select` contains `{}`, which is not a property of {}",
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
            "an item of `$expand` is one navigation property, not `{}`",
            names.join("/")
        )));
    };
    let targets: Vec<String> = kinds
        .iter()
        .flat_map(|kind| store.navigation_kinds(kind, name))
        .collect();
    if targets.is_empty() {
        let message = format!(
            "`$expand` contains `{name}`, which is not a navigation property of {}",
            kinds.join(", ")
        );
        return Err(Failure::bad_request(message));
    }
    check(store, &targets, &item.options)
}

fn check_types(store: &Store, path: &Path) -> Result<(), Failure> {
    for segment in &path.0 {
        if let Segment::Type(name) = segment {
            if !store.knows_type(name) {
                return Err(Failure::bad_request(format!(
                    "the type `{name}` is unknown"
                )));
            }
        }
    }
    Ok(())
}

/// The property names in a path, without casts and other segments.
pub(crate) fn of(path: &Path) -> Vec<&str> {
    let names = path.0.iter().filter_map(|segment| match segment {
        Segment::Name(name) => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

/// The navigation properties of an item of `$expand`: all of them for `*`.
pub(crate) fn expanded(store: &Store, kind: &str, item: &ExpandItem) -> Vec<String> {
    let declared = &store.kind(kind).navigation;
    match of(&item.path).first() {
        None => declared
            .iter()
            .map(|property| property.name.clone())
            .collect(),
        Some(&name) => {
            let found = declared
                .iter()
                .find(|property| property.name.eq_ignore_ascii_case(name));
            vec![found.map_or_else(|| name.to_owned(), |property| property.name.clone())]
        }
    }
}

/// The annotation that is sent with `$select` only if it is selected by another name.
pub(crate) const DOWNLOAD_URL: &str = "@microsoft.graph.downloadUrl";

/// Whether an item of `$select` selects [`DOWNLOAD_URL`].
pub(crate) fn is_download_url(item: &SelectItem) -> bool {
    let SelectItem::Path(path) = item else {
        return false;
    };
    matches!(path.0.as_slice(), [Segment::Type(name)] if name == "content.downloadUrl")
}

/// The property that a JSON name belongs to: `x` for `x@odata.type`.
pub(crate) fn annotated(name: &str) -> &str {
    match name.split_once('@') {
        Some((property, _)) if !property.is_empty() => property,
        _ => name,
    }
}
