//! A struct: its fields are properties of its type.

use graph_resource_schema::{Model, SchemaError};

use super::content;
use super::findings::Findings;
use super::own_type::Own;
use super::properties;
use crate::model::{ContentCheck, ContentKind, Item, Struct};

pub(super) fn check(
    model: Model<'_>,
    item: &Item,
    parsed: &Struct,
    own: Option<Own<'_>>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let Some(own) = own else {
        return Ok(());
    };
    // Parsing a type takes longer than all lookups in it.
    let lineage = model.lineage(own.name)?;
    for (index, property) in parsed.properties.iter().enumerate() {
        if !property.is_unchecked && property.annotation.is_none() {
            properties::check(model, item, own, &lineage, index, property, found)?;
        }
    }
    for field in parsed.flattened_structs() {
        let holder = format!("`{}`", own.name);
        let kind = ContentKind::Flattened;
        let expected = content::of_structure(model, own.name, kind, holder)?;
        found.content_checks.push(ContentCheck {
            ty: field.ty.clone(),
            span: field.ident.span(),
            expected,
        });
    }
    Ok(())
}
