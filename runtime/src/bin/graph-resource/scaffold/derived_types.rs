//! Objects of several types.

use graph_resource_schema::index::{Property, Type};
use graph_resource_schema::{Model, QualifiedName};

use super::error::ScaffoldError;

/// A hint for a type whose own properties are not what a program wants: objects are always of a derived type, or that has
/// most of the properties.
pub(crate) fn hint(
    model: Model<'_>,
    ty: QualifiedName<'_>,
) -> Result<Option<String>, ScaffoldError> {
    let Some((most, largest)) = largest(model, ty)? else {
        return Ok(None);
    };
    let declared = model.get(ty)?.and_then(Type::structured);
    let is_abstract = declared.is_some_and(|ty| ty.is_abstract);
    if !is_abstract && most <= 2 * count(model, ty)? {
        return Ok(None);
    }
    let types = match model.derived_types(ty)?.len() {
        1 => "another type".to_owned(),
        count => format!("{count} types"),
    };
    Ok(Some(format!(
        "the service has {types} here: pass a sample with `--json`, or end the path with `/{largest}`, for example"
    )))
}

/// The directly derived type with the most properties.
fn largest<'s>(
    model: Model<'s>,
    ty: QualifiedName<'_>,
) -> Result<Option<(usize, QualifiedName<'s>)>, ScaffoldError> {
    let mut largest: Option<(usize, QualifiedName<'s>)> = None;
    for name in model.derived_types(ty)? {
        let derived = model.get(name)?.and_then(Type::structured);
        if derived.is_none_or(|derived| derived.base != Some(ty)) {
            continue;
        }
        let count = count(model, name)?;
        if largest.is_none_or(|(most, _)| count > most) {
            largest = Some((count, name));
        }
    }
    Ok(largest)
}

/// The number of properties that are values, with those of the base types.
fn count(model: Model<'_>, ty: QualifiedName<'_>) -> Result<usize, ScaffoldError> {
    let lineage = model.lineage(ty)?;
    let properties = lineage.iter().flat_map(|ty| &ty.properties);
    Ok(properties
        .filter(|p: &&Property<'_>| !p.is_navigation())
        .count())
}
