//! The names that could stand in the place of a segment, for suggestions.

use super::error::{PathErrorKind, ResolveError};
use super::walk::Position;
use crate::index::error::SchemaError;
use crate::index::types::StructuredType;
use crate::nearest::nearest;

/// The names of properties and operations. After a collection, only those of operations.
pub(super) fn names<'s>(position: &Position<'_, 's>) -> Result<Vec<&'s str>, SchemaError> {
    let derived = position.derived()?;
    let mut names = Vec::new();
    for ty in position.place.lineage.iter().chain(&derived) {
        add_names(position, ty, &mut names);
    }
    Ok(names)
}

fn add_names<'s>(position: &Position<'_, 's>, ty: &StructuredType<'s>, names: &mut Vec<&'s str>) {
    let is_collection = position.place.is_collection;
    if !is_collection {
        names.extend(ty.properties.iter().map(|property| property.name));
    }
    for operation in &ty.operations {
        if operation.binds_collection == is_collection {
            names.push(operation.name.name);
        }
    }
}

/// The names of derived types and of operations, with their namespaces.
pub(super) fn qualified_names(position: &Position<'_, '_>) -> Result<Vec<String>, SchemaError> {
    let mut names = Vec::new();
    let derived = position.derived()?;
    for ty in &derived {
        names.push(ty.name.to_string());
    }
    for ty in position.place.lineage.iter().chain(&derived) {
        for operation in &ty.operations {
            if operation.binds_collection == position.place.is_collection {
                names.push(operation.name.to_string());
            }
        }
    }
    Ok(names)
}

/// The error for a name that the type does not have.
pub(super) fn unknown_name(
    position: &Position<'_, '_>,
    name: &str,
) -> Result<ResolveError, ResolveError> {
    let known = names(position)?;
    let on = position.on();
    let nearest = nearest(name, known);
    Ok(position.error(PathErrorKind::UnknownName { on }, nearest))
}

/// The name that the type has and that is spelled similarly.
pub(super) fn similar(
    position: &Position<'_, '_>,
    name: &str,
) -> Result<Option<String>, SchemaError> {
    if name.contains('.') {
        let known = qualified_names(position)?;
        let similar = nearest(name, known.iter().map(String::as_str));
        return Ok(similar.map(str::to_owned));
    }
    let similar = nearest(name, names(position)?);
    Ok(similar.map(str::to_owned))
}
