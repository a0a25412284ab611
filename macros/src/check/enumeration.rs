//! The rules for enums of member names.

use crate::errors::Errors;
use crate::model::{Enum, Item, UnknownMember};

pub(super) fn check(item: &Item, parsed: &Enum, errors: &mut Errors) {
    has_no_endpoint(item, errors);
    has_no_select(item, errors);
    is_open_or_closed(item, parsed, errors);
    keeps_unknown_members(parsed, errors);
}

fn has_no_endpoint(item: &Item, errors: &mut Errors) {
    if let Some(path) = &item.arguments.path {
        errors.add(
            &path.literal,
            "an enum of member names has no endpoint: move `path` to the struct that contains the enum",
        );
    }
    if let Some(collection) = &item.arguments.collection {
        errors.add(
            collection,
            "`collection` only applies to structs with a `path`",
        );
    }
    if let Some(permissions) = &item.arguments.permissions {
        errors.add(
            &permissions.key,
            "an enum of member names has no endpoint: move `permissions` to the struct that is read",
        );
    }
    for endpoint in &item.arguments.endpoints {
        errors.add(
            &endpoint.method,
            "an enum of member names has no endpoint: move it to the struct that contains the enum",
        );
    }
}

fn has_no_select(item: &Item, errors: &mut Errors) {
    if let Some(select) = &item.arguments.select {
        errors.add(
            select,
            "an enum of member names selects nothing: move `select` to the struct that contains the enum",
        );
    }
}

/// Graph's enums grow, and an unknown member must not make a whole response unreadable.
fn is_open_or_closed(item: &Item, parsed: &Enum, errors: &mut Errors) {
    match (&parsed.unknown, &item.arguments.closed) {
        (None, None) => errors.add(
            &item.ident,
            "an unknown member would make the whole response fail to decode: add `#[serde(untagged)] Unknown(String)` as the last variant, or mark an enum that must not grow `#[graph_resource(closed)]`",
        ),
        (Some(_), Some(closed)) => errors.add(
            closed,
            "this enum has a variant for unknown members, so it is not closed: remove `closed` or the variant",
        ),
        _ => {}
    }
}

/// Without `untagged`, serde expects an object with the name of the variant.
fn keeps_unknown_members(parsed: &Enum, errors: &mut Errors) {
    let Some(UnknownMember::Kept {
        ident,
        is_untagged: false,
        ..
    }) = &parsed.unknown
    else {
        return;
    };
    let message = format!(
        "serde only reads this variant from `{{\"{ident}\": …}}`: add `#[serde(untagged)]` to keep the names of unknown members"
    );
    errors.add(ident, message);
}
