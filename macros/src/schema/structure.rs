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
        only_value(parsed, found);
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

/// The response with a value has one property.
fn only_value(parsed: &Struct, found: &mut Findings) {
    let Some(ty) = found.values.clone() else {
        return;
    };
    for property in &parsed.properties {
        if property.name != "value" && !property.is_unchecked {
            let message = format!(
                "the path leads to `{ty}`, which is no object: the response has it as the only property, `value`"
            );
            found.errors.add(&property.ident, message);
        }
    }
}
