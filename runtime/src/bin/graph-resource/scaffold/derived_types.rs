//! Objects of several types.

use graph_resource_schema::index::Property;
use graph_resource_schema::{Model, QualifiedName};

use super::error::ScaffoldError;

/// A hint for a type whose derived types have most of the properties, so that its own are not what a program wants.
pub(crate) fn hint(
    model: Model<'_>,
    ty: QualifiedName<'_>,
) -> Result<Option<String>, ScaffoldError> {
    let own = count(model, ty)?;
    let derived = model.derived_types(ty)?;
    let mut largest: Option<(usize, QualifiedName<'_>)> = None;
    for name in &derived {
        let count = count(model, *name)?;
        if largest.is_none_or(|(most, _)| count > most) {
            largest = Some((count, *name));
        }
    }
    let Some((_, largest)) = largest.filter(|(most, _)| *most > 2 * own) else {
        return Ok(None);
    };
    let types = match derived.len() {
        1 => "another type".to_owned(),
        count => format!("{count} types"),
    };
    Ok(Some(format!(
        "the service has {types} here: pass a sample with `--json`, or end the path with `/{largest}`, for example"
    )))
}

/// The number of properties that are values, with those of the base types.
fn count(model: Model<'_>, ty: QualifiedName<'_>) -> Result<usize, ScaffoldError> {
    let lineage = model.lineage(ty)?;
    let properties = lineage.iter().flat_map(|ty| &ty.properties);
    Ok(properties
        .filter(|p: &&Property<'_>| !p.is_navigation())
        .count())
}
