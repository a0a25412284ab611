//! A struct or an enum with its attributes.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{attribute, docs};
use super::{enumeration, field};
use crate::scaffold::model::{Core, Field, Item, Items, Kind, ValueKind};
use crate::scaffold::names;

pub(super) fn item(items: &Items, item: &Item) -> TokenStream {
    match &item.kind {
        Kind::Struct(fields) => structure(items, item, fields),
        Kind::Map => map(item),
        Kind::Enum(variants, unknown) => enumeration::members(item, variants, unknown),
        Kind::Union(variants, unknown) => enumeration::union(items, item, variants, unknown),
    }
}

fn structure(items: &Items, item: &Item, fields: &[Field]) -> TokenStream {
    let docs = docs(&item.doc);
    let attribute = attribute(item);
    let name = names::ident(&item.name);
    let rename_all = rename_all(fields);
    let allows = allows(fields);
    let fields = fields.iter().map(|one| field::field(items, one));
    quote! {
        #docs
        #attribute
        #[derive(Debug, Deserialize)]
        #rename_all
        #allows
        pub struct #name {
            #(#fields,)*
        }
    }
}

fn map(item: &Item) -> TokenStream {
    let docs = docs(&item.doc);
    let attribute = attribute(item);
    let name = names::ident(&item.name);
    quote! {
        #docs
        #attribute
        #[derive(Debug, Deserialize)]
        pub struct #name {
            #[serde(flatten)]
            pub properties: std::collections::HashMap<String, serde_json::Value>,
        }
    }
}

/// Only where a name has several words.
fn rename_all(fields: &[Field]) -> Option<TokenStream> {
    let needs_it = fields
        .iter()
        .any(|field| field.name.contains('_') && names::is_camel_case_of(&field.name, &field.wire));
    needs_it.then(|| quote!(#[serde(rename_all = "camelCase")]))
}

/// The service, not the program, decides how many Booleans there are.
fn allows(fields: &[Field]) -> Option<TokenStream> {
    let is_bool = |field: &&Field| {
        let is_boolean =
            matches!(field.ty.core, Core::Value(value) if value.kind == ValueKind::Boolean);
        is_boolean && !field.ty.is_option && !field.ty.is_many
    };
    if fields.iter().filter(is_bool).count() <= 3 {
        return None;
    }
    Some(quote! {
        #[allow(clippy::struct_excessive_bools, reason = "the service has as many")]
    })
}
