//! A struct: its fields as serde sees them.

use serde_derive_internals::{ast, attr};
use syn::Member;

use crate::errors::Errors;
use crate::model::{Expand, Property, Required, Struct};
use crate::parse::forwarded_attrs::forwarded;
use crate::parse::options::Options;
use crate::parse::serde;

/// Reads the fields of a struct.
pub(super) fn read(container: &ast::Container<'_>, errors: &mut Errors) -> Struct {
    let converted = container
        .attrs
        .type_from()
        .or(container.attrs.type_try_from());
    if let Some(ty) = converted {
        let message = "serde reads this struct through another type, so its names are not those on the wire: put `#[graph_resource]` on that type";
        errors.at(ty, message);
    }
    let ast::Data::Struct(_, fields) = &container.data else {
        return Struct::default();
    };
    let has_default = !container.attrs.default().is_none();
    Struct {
        properties: fields
            .iter()
            .filter_map(|field| property(field, has_default, errors))
            .collect(),
        open: fields.iter().any(|field| field.attrs.flatten()),
        annotated: fields.iter().any(is_annotation),
        serde: serde::of_struct(&container.original.attrs),
    }
}

/// The property that a field stands for; `None` for a field that is none.
fn property(field: &ast::Field<'_>, has_default: bool, errors: &mut Errors) -> Option<Property> {
    let options = Options::read(&field.original.attrs, errors);
    let Member::Named(ident) = &field.member else {
        return None;
    };
    let name = field.attrs.name().deserialize_name().value.clone();
    if let Some(expand) = &options.expand {
        if let Some(message) = never_expanded(field, &name) {
            errors.at(expand, message);
        }
        if let Some(skip) = &options.skip {
            errors.at(skip, "`skip` and `expand` exclude each other, since a skipped field is in no query: keep one");
        }
    }
    if options.skip.is_some() || is_no_property(field, &name) {
        return None;
    }
    Some(Property {
        vis: field.original.vis.clone(),
        ident: ident.clone(),
        ty: field.ty.clone(),
        name,
        renamed: serde::is_renamed(&field.original.attrs),
        expand: options.expand.map(|_| Expand { path: options.path }),
        required: required(&field.attrs, has_default),
        attrs: forwarded(&field.original.attrs, &["doc", "deprecated"]),
    })
}

fn is_no_property(field: &ast::Field<'_>, name: &str) -> bool {
    field.attrs.skip_deserializing() || field.attrs.flatten() || name.contains('@')
}

fn is_annotation(field: &ast::Field<'_>) -> bool {
    !field.attrs.skip_deserializing() && field.attrs.name().deserialize_name().value.contains('@')
}

/// Why what `$expand` brings for a field would be lost.
fn never_expanded(field: &ast::Field<'_>, name: &str) -> Option<&'static str> {
    if field.attrs.skip_deserializing() {
        Some(
            "serde skips this field, so what `$expand` brings would be lost: take `#[serde(skip)]` away",
        )
    } else if field.attrs.flatten() {
        Some(
            "a flattened field stands for no property that `$expand` could name: take `#[serde(flatten)]` away, or `expand`",
        )
    } else if name.contains('@') {
        Some("a name that holds `@` is an annotation, which comes by itself and cannot be expanded")
    } else {
        None
    }
}

/// Serde's rule for a field that is absent.
fn required(attrs: &attr::Field, has_default: bool) -> Required {
    if has_default || !attrs.default().is_none() {
        Required::No
    } else if attrs.deserialize_with().is_some() {
        Required::Yes
    } else {
        Required::ByType
    }
}
