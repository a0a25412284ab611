//! The Rust type of a field: whether it can hold the values of the property.

use graph_resource_schema::index::{EnumType, Property as Declared, Type};
use graph_resource_schema::{Model, SchemaError, TypeRef};

use super::content;
use super::findings::Findings;
use super::rust_type;
use super::shape::{Leaf, Shape};
use crate::model::{ContentCheck, ContentKind, Property};

/// Checks the Rust type, and returns the primitive type to write in queries if the Rust type suggests another one.
pub(super) fn check(
    model: Model<'_>,
    property: &Property,
    declared: &Declared<'_>,
    shape: &Shape<'_>,
    found: &mut Findings,
) -> Result<Option<&'static str>, SchemaError> {
    let ty = declared.ty;
    // Parsing a type for which there is nothing to check would only take time.
    let content = if ty.name.is_primitive() || shape.leaf == Leaf::Any {
        None
    } else {
        model.get(ty.name)?
    };
    let is_object = matches!(content, Some(Type::Structured(_)));
    if let Some(message) = number_mismatch(declared, shape, is_object) {
        found.errors.add(&property.ty, message);
        return Ok(None);
    }
    match content {
        Some(Type::Structured(_)) => {
            check_object(model, property, declared, shape, found)?;
            Ok(None)
        }
        Some(Type::Enum(enumeration)) => {
            check_enum(property, declared, shape, &enumeration, found);
            Ok(None)
        }
        Some(Type::Definition(definition)) => Ok(check_primitive(
            property,
            declared,
            definition.underlying.name,
            shape,
            found,
        )),
        None if ty.name.is_primitive() => Ok(check_primitive(
            property,
            declared,
            ty.name.name,
            shape,
            found,
        )),
        None => Ok(None),
    }
}

/// One value against many.
fn number_mismatch(declared: &Declared<'_>, shape: &Shape<'_>, is_object: bool) -> Option<String> {
    let TypeRef {
        name: item,
        is_collection,
        ..
    } = declared.ty;
    let name = declared.name;
    // A program's own type may be a collection of values.
    let may_be_collection = shape.leaf == Leaf::Any || (shape.leaf == Leaf::Own && !is_object);
    if is_collection && !shape.is_many && !may_be_collection {
        return Some(format!(
            "`{name}` is a collection of `{item}`: write `Vec<…>`"
        ));
    }
    if !is_collection && shape.is_many {
        return Some(format!(
            "`{name}` is one `{item}`, not a collection: write `Option<…>` without `Vec`"
        ));
    }
    None
}

fn check_primitive(
    property: &Property,
    declared: &Declared<'_>,
    edm: &str,
    shape: &Shape<'_>,
    found: &mut Findings,
) -> Option<&'static str> {
    let name = declared.name;
    if let Some(given) = &property.edm_type {
        if given.name != edm && !edm.starts_with("Untyped") {
            let message =
                format!("`{name}` is `Edm.{edm}` in the schema: remove `type`, or correct it");
            found.errors.push(syn::Error::new(given.span, message));
            return None;
        }
    }
    if let Some(misfit) = rust_type::misfit(edm, shape.leaf) {
        let message = format!(
            "`{name}` is `Edm.{edm}`, which this type cannot hold: write {}",
            misfit.instead
        );
        found.errors.add(&property.ty, message);
        return None;
    }
    rust_type::type_in_queries(edm, shape.leaf)
}

fn check_object(
    model: Model<'_>,
    property: &Property,
    declared: &Declared<'_>,
    shape: &Shape<'_>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let name = declared.name;
    let ty = declared.ty.name;
    match shape.leaf {
        Leaf::Any => {}
        Leaf::Own => {
            let holder = format!("`{name}`");
            let kind = ContentKind::Structure;
            let expected = content::of_structure(model, ty, kind, holder)?;
            found.content_checks.push(ContentCheck {
                ty: shape.ty.clone(),
                span: property.ident.span(),
                expected,
            });
        }
        _ => {
            let message = format!(
                "`{name}` is an object of the type `{ty}`: write a struct with `#[graph_resource]`, or `serde_json::Value`"
            );
            found.errors.add(&property.ty, message);
        }
    }
    Ok(())
}

fn check_enum(
    property: &Property,
    declared: &Declared<'_>,
    shape: &Shape<'_>,
    enumeration: &EnumType<'_>,
    found: &mut Findings,
) {
    let name = declared.name;
    let ty = declared.ty.name;
    if rust_type::is_scalar_but_text(shape.leaf) {
        let message = format!(
            "`{name}` is a member of the enum `{ty}`, which the service sends as its name: write `String`, or an enum with `#[graph_resource]`"
        );
        found.errors.add(&property.ty, message);
        return;
    }
    match shape.leaf {
        Leaf::Flags if !enumeration.is_flags => {
            let message = format!(
                "the members of `{ty}` cannot be combined: write the enum itself, without `Flags`"
            );
            found.errors.add(&property.ty, message);
            return;
        }
        Leaf::Flags | Leaf::Own => {}
        _ => return,
    }
    let mut expected = content::of_enum(enumeration, format!("`{name}`"));
    if shape.leaf == Leaf::Flags {
        expected.kind = ContentKind::Enum;
    }
    found.content_checks.push(ContentCheck {
        ty: shape.ty.clone(),
        span: property.ident.span(),
        expected,
    });
}
