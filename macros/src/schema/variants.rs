//! An enum of structs: the types of its variants are derived from its own.

use graph_resource_schema::{Model, QualifiedName, SchemaError, nearest};

use super::content;
use super::findings::Findings;
use super::own_type::Own;
use crate::model::{ContentCheck, ContentKind, TaggedEnum, TaggedVariant};

pub(super) fn check(
    model: Model<'_>,
    parsed: &TaggedEnum,
    own: Option<Own<'_>>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    for variant in &parsed.known {
        match &variant.odata_type {
            Some(written) => check_name(model, variant, written, own, found)?,
            None => check_type(model, variant, own, found)?,
        }
    }
    Ok(())
}

/// `#[serde(rename = "#microsoft.graph.user")]`
fn check_name(
    model: Model<'_>,
    variant: &TaggedVariant,
    written: &str,
    own: Option<Own<'_>>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let Some(name) = model.find_name(written) else {
        let message = unknown(model, written, own)?;
        found.errors.add(&variant.ident, message);
        return Ok(());
    };
    if let Some(own) = own {
        if !model.is_kind_of(name, own.name)? {
            let message = format!(
                "`{name}` is not derived from `{}`, so there are no such objects here: remove the variant",
                own.name
            );
            found.errors.add(&variant.ident, message);
        }
    }
    Ok(())
}

fn unknown(model: Model<'_>, written: &str, own: Option<Own<'_>>) -> Result<String, SchemaError> {
    let possible: Vec<QualifiedName<'_>> = match own {
        Some(own) => model.derived_types(own.name)?,
        None => model.type_names().collect(),
    };
    let possible: Vec<String> = possible.iter().map(ToString::to_string).collect();
    let written = written.trim_start_matches('#');
    Ok(
        match nearest(written, possible.iter().map(String::as_str)) {
            Some(similar) => {
                format!("the schema has no type `{written}`: did you mean `{similar}`?")
            }
            None => format!(
                "the schema has no type `{written}`: correct the name, or remove the variant"
            ),
        },
    )
}

/// The variant's struct says its type.
fn check_type(
    model: Model<'_>,
    variant: &TaggedVariant,
    own: Option<Own<'_>>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let Some(own) = own else {
        return Ok(());
    };
    let holder = format!("`{}`", variant.ident);
    let expected = content::of_structure(model, own.name, ContentKind::Variant, holder)?;
    found.content_checks.push(ContentCheck {
        ty: variant.ty.clone(),
        span: variant.ident.span(),
        expected,
    });
    Ok(())
}
