//! Enums of members, and enums of structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::{attribute, docs};
use crate::scaffold::model::{Item, ItemId, Items, Variant};
use crate::scaffold::names;

pub(super) fn members(item: &Item, variants: &[Variant], unknown: &str) -> TokenStream {
    let docs = docs(&item.doc);
    let attribute = attribute(item);
    let name = names::ident(&item.name);
    let unknown = names::ident(unknown);
    let (rule, rename) = rule(variants);
    let variants = variants.iter().map(|variant| {
        let name = names::ident(&variant.name);
        let wire = &variant.wire;
        let rename = (rename(&variant.name) != *wire).then(|| quote!(#[serde(rename = #wire)]));
        quote!(#rename #name)
    });
    quote! {
        #docs
        #attribute
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = #rule)]
        pub enum #name {
            #(#variants,)*
            /// A member that was added later.
            #[serde(untagged)]
            #unknown(String),
        }
    }
}

/// The rule that gives most variants their names.
fn rule(variants: &[Variant]) -> names::VariantRule {
    let mut best = names::VARIANT_RULES[0];
    let mut most = 0;
    for rule in names::VARIANT_RULES {
        let named = variants.iter().filter(|v| rule.1(&v.name) == v.wire);
        let count = named.count();
        if count > most {
            (best, most) = (rule, count);
        }
    }
    best
}

pub(super) fn union(
    items: &Items,
    item: &Item,
    variants: &[(String, ItemId)],
    unknown: &str,
) -> TokenStream {
    let docs = docs(&item.doc);
    let attribute = attribute(item);
    let name = names::ident(&item.name);
    let unknown = names::ident(unknown);
    let variants = variants.iter().map(|(variant, id)| {
        let variant = names::ident(variant);
        let ty = names::ident(&items.get(*id).name);
        quote!(#variant(#ty))
    });
    quote! {
        #docs
        #attribute
        #[derive(Debug, Deserialize)]
        #[allow(clippy::large_enum_variant, reason = "the variants have the properties of their types")]
        pub enum #name {
            #(#variants,)*
            /// An object of another type.
            #[serde(untagged)]
            #unknown(serde_json::Value),
        }
    }
}
