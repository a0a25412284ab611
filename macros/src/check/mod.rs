//! The rules, one per function. Each error points at its own tokens, and all of them are reported at once.

mod endpoints;
mod enumeration;
mod permissions;
pub(crate) mod property_names;
mod tagged_enum;

use syn::GenericParam;

use crate::errors::Errors;
use crate::model::{Item, Kind, Struct};

/// Checks an item against the rules.
pub(crate) fn item(item: &Item, errors: &mut Errors) {
    owns_its_data(item, errors);
    has_qualified_type(item, errors);
    match &item.kind {
        Kind::Struct(parsed) => {
            endpoints::check(item, errors);
            permissions::check(item, errors);
            structure(item, parsed, errors);
        }
        Kind::Enum(parsed) => enumeration::check(item, parsed, errors),
        Kind::TaggedEnum(parsed) => {
            endpoints::check(item, errors);
            permissions::check(item, errors);
            tagged_enum::check(item, parsed, errors);
        }
    }
}

fn structure(item: &Item, parsed: &Struct, errors: &mut Errors) {
    is_not_transparent(parsed, errors);
    allows_unknown_fields(item, parsed, errors);
    property_names::check(item, parsed, errors);
    has_property(item, parsed, errors);
}

/// The value outlives the response that it was deserialized from.
fn owns_its_data(item: &Item, errors: &mut Errors) {
    for parameter in &item.generics.params {
        if let GenericParam::Lifetime(lifetime) = parameter {
            let message = "types with `#[graph_resource]` must own their data: use `String` instead of `&str`, and `Vec` instead of a slice";
            errors.add(&lifetime.lifetime, message);
        }
    }
}

/// The service knows its types only by their qualified names.
fn has_qualified_type(item: &Item, errors: &mut Errors) {
    let Some(literal) = &item.arguments.odata_type else {
        return;
    };
    let written = literal.value();
    let name = written.trim_start_matches('#');
    if let Some(c) = name.chars().find(|c| !is_type_name_char(*c)) {
        let message = format!(
            "`{name}` is not a valid type name, since it contains `{}`: write one such as `microsoft.graph.user`",
            c.escape_debug()
        );
        errors.add(literal, message);
    } else if !name.contains('.') || name.split('.').any(str::is_empty) {
        let name = match name.trim_matches('.') {
            "" => "user",
            name => name,
        };
        let message =
            format!("the type name needs its namespace: write `\"microsoft.graph.{name}\"`");
        errors.add(literal, message);
    }
}

fn is_type_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.')
}

/// A transparent struct is read as the value of its only field, which has no properties.
fn is_not_transparent(parsed: &Struct, errors: &mut Errors) {
    if let Some(path) = &parsed.serde.transparent {
        let message =
            "a transparent struct has no properties: remove `transparent` or `#[graph_resource]`";
        errors.add(path, message);
    }
}

/// Responses contain annotations, and properties that are added over time.
fn allows_unknown_fields(item: &Item, parsed: &Struct, errors: &mut Errors) {
    let Some(path) = &parsed.serde.deny_unknown_fields else {
        return;
    };
    let message = if item.arguments.has_typed_endpoint() {
        "every response contains `@odata.context`, so this struct would always fail to decode: remove `deny_unknown_fields`"
    } else {
        "Graph adds properties over time, and annotations such as `@odata.type` to any object, so this struct would fail to decode: remove `deny_unknown_fields`"
    };
    errors.add(path, message);
}

/// Without properties there is nothing to select, and nothing of the response would be kept.
fn has_property(item: &Item, parsed: &Struct, errors: &mut Errors) {
    let is_empty = parsed.properties.is_empty()
        && parsed.flattened.is_empty()
        && !parsed.is_open
        && !parsed.has_annotation;
    let is_meant = parsed.has_skipped_field && item.arguments.disables_select();
    if is_empty && !is_meant && item.arguments.has_typed_endpoint() {
        errors.add(
            &item.ident,
            if parsed.has_skipped_field {
                "this struct has no properties to select, because all fields are skipped: add `select = false` if that is meant, or a field that you want to read"
            } else {
                "this struct has no properties to select: add the fields that you want to read"
            },
        );
    }
}
