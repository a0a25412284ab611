//! The names that could be in the place of a segment, for suggestions.

use super::error::{PathErrorKind, ResolveError};
use super::walk::Position;
use crate::index::error::SchemaError;
use crate::index::types::StructuredType;
use crate::name::QualifiedName;
use crate::nearest::nearest;

/// The error for a name that the type does not have.
pub(super) fn unknown_name(
    position: &Position<'_, '_>,
    name: &str,
) -> Result<ResolveError, ResolveError> {
    let on = position.on();
    let similar = similar(position, name)?;
    Ok(position.error(PathErrorKind::UnknownName { on }, similar.as_deref()))
}

/// The declared name that is spelled similarly.
pub(super) fn similar(
    position: &Position<'_, '_>,
    name: &str,
) -> Result<Option<String>, SchemaError> {
    let similar = match QualifiedName::parse(name) {
        Some(name) => similar_qualified(position, name)?,
        None => nearest(name, names(position)?).map(str::to_owned),
    };
    Ok(similar)
}

/// The names of properties and operations. After a collection, only those of operations.
fn names<'s>(position: &Position<'_, 's>) -> Result<Vec<&'s str>, SchemaError> {
    let derived = position.derived()?;
    let mut names = Vec::new();
    for ty in position.place.lineage.iter().chain(&derived) {
        if !position.place.is_collection {
            names.extend(ty.properties.iter().map(|property| property.name));
        }
        names.extend(operations(position, ty).map(|name| name.name));
    }
    Ok(names)
}

/// Both the namespace and the name have to be similar.
fn similar_qualified(
    position: &Position<'_, '_>,
    name: QualifiedName<'_>,
) -> Result<Option<String>, SchemaError> {
    let alias_of = position.model.find_namespace(name.namespace);
    let namespace = alias_of.unwrap_or(name.namespace);
    let mut known = qualified_names(position)?;
    known.retain(|known| nearest(namespace, [known.namespace]).is_some());
    let similar = nearest(name.name, known.iter().map(|known| known.name));
    let found = known.iter().find(|known| Some(known.name) == similar);
    Ok(found.map(QualifiedName::to_string))
}

/// The names of derived types and of operations.
fn qualified_names<'s>(position: &Position<'_, 's>) -> Result<Vec<QualifiedName<'s>>, SchemaError> {
    let derived = position.derived()?;
    let mut names: Vec<_> = derived.iter().map(|ty| ty.name).collect();
    for ty in position.place.lineage.iter().chain(&derived) {
        names.extend(operations(position, ty));
    }
    Ok(names)
}

/// The names of the operations that are bound to one or to many, whichever the path leads to.
fn operations<'a, 's>(
    position: &Position<'_, 's>,
    ty: &'a StructuredType<'s>,
) -> impl Iterator<Item = QualifiedName<'s>> + use<'a, 's> {
    let is_collection = position.place.is_collection;
    let operations = ty.operations.iter();
    let bound_alike =
        operations.filter(move |operation| operation.binds_collection == is_collection);
    bound_alike.map(|operation| operation.name)
}
