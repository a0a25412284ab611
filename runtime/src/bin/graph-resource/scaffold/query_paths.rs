//! The properties that a filter or a sort order names.

use graph_resource_schema::{Model, QualifiedName};

use super::error::ScaffoldError;
use super::odata::filter::{Expr, Unparsed, entity_paths};
use super::odata::{filter, orderby};
use super::wants::{Found, find, is_structured, unknown_property};

/// The options that name properties.
#[derive(Clone, Copy)]
pub(crate) struct Query<'a> {
    pub(crate) filter: Option<&'a str>,
    pub(crate) orderby: Option<&'a str>,
}

/// Returns the paths that the options name, all of which the type has as far as the schema knows.
pub(crate) fn checked<'s>(
    model: Model<'s>,
    ty: QualifiedName<'s>,
    query: Query<'_>,
) -> Result<Vec<Vec<String>>, ScaffoldError> {
    let mut paths = Vec::new();
    if let Some(text) = query.filter {
        collect("$filter", text, filter::parse(text), &mut paths)?;
    }
    for key in orderby::parse(query.orderby.unwrap_or_default()) {
        collect("$orderby", key.text, key.key, &mut paths)?;
    }
    for path in &paths {
        check(model, ty, path)?;
    }
    Ok(paths)
}

/// What the grammar allows, but this command cannot parse, is sent as text.
fn collect(
    option: &str,
    text: &str,
    parsed: Result<Expr, Unparsed>,
    paths: &mut Vec<Vec<String>>,
) -> Result<(), ScaffoldError> {
    match parsed {
        Ok(expr) => entity_paths(&expr, paths),
        Err(unparsed) if unparsed.is_mistake => {
            let reason = unparsed.reason;
            return Err(ScaffoldError::new(format!(
                "`{option}` is not valid: {reason}: `{text}`"
            )));
        }
        Err(_) => {}
    }
    Ok(())
}

fn check<'s>(
    model: Model<'s>,
    ty: QualifiedName<'s>,
    path: &[String],
) -> Result<(), ScaffoldError> {
    let mut ty = ty;
    for name in path {
        // `$count`, `$it`, an annotation, or a primitive type in a cast.
        if name.starts_with('$') || name.contains('@') || name.starts_with("Edm.") {
            return Ok(());
        }
        if name.contains('.') {
            ty = cast(model, name)?;
            continue;
        }
        // What a primitive value is followed by is left to the service.
        if !is_structured(model, ty)? {
            return Ok(());
        }
        match find(model, ty, name)? {
            Found::Declared(property) => ty = property.ty.name,
            Found::Ambiguous => return Ok(()),
            Found::Unknown => return unknown_property(model, ty, name)?.map_or(Ok(()), Err),
        }
    }
    Ok(())
}

fn cast<'s>(model: Model<'s>, name: &str) -> Result<QualifiedName<'s>, ScaffoldError> {
    let found = model.find_name(name);
    let message = format!("the schema has no type `{name}`");
    found.ok_or_else(|| ScaffoldError::new(message))
}
