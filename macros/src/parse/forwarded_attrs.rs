//! The user's attributes that are repeated on generated code.

use syn::{Attribute, Meta, parse_quote};

/// The attributes with one of the `names`, and the lints that the user allows.
pub(super) fn forwarded(attrs: &[Attribute], names: &[&str]) -> Vec<Attribute> {
    attrs
        .iter()
        .filter_map(|attr| forwarded_attr(attr, names))
        .collect()
}

fn forwarded_attr(attr: &Attribute, names: &[&str]) -> Option<Attribute> {
    if let Meta::List(list) = &attr.meta {
        // An expected lint need not fire a second time in generated code.
        if list.path.is_ident("allow") || list.path.is_ident("expect") {
            let lints = &list.tokens;
            return Some(parse_quote!(#[allow(#lints)]));
        }
    }
    if names.iter().any(|name| attr.path().is_ident(name)) {
        return Some(attr.clone());
    }
    None
}
