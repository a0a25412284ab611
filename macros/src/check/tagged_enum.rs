//! The rules for enums of structs.

use crate::errors::Errors;
use crate::model::{Item, TaggedEnum};

pub(super) fn check(item: &Item, parsed: &TaggedEnum, errors: &mut Errors) {
    if item.generics.params.is_empty() {
        has_proxy(item, parsed, errors);
    } else {
        errors.add(
            &item.generics,
            "an enum of structs cannot be generic: remove the parameters",
        );
    }
    has_unknown_variant(item, parsed, errors);
}

/// Serde's derive must see the attribute that the shell adds for it.
fn has_proxy(item: &Item, parsed: &TaggedEnum, errors: &mut Errors) {
    if !parsed.has_proxy {
        let message = "an enum of structs needs `#[derive(Deserialize)]` below `#[graph_resource]`, under this name: the attribute makes it tell the types apart by `@odata.type`";
        errors.add(&item.ident, message);
    }
}

/// New types are added over time, and one of them must not make a whole response unreadable.
fn has_unknown_variant(item: &Item, parsed: &TaggedEnum, errors: &mut Errors) {
    if parsed.unknown.is_none() {
        let message = "an unknown type would make the whole response fail to decode: add `#[serde(untagged)] Unknown(serde_json::Value)` as the last variant";
        errors.add(&item.ident, message);
    }
}
