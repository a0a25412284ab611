//! From the model to code. The code consists of data and delegations: the logic is in the runtime crate.
//!
//! The struct of fields and the methods are generated next to the user's struct, so that messages and documentation
//! name them well. Everything else is in a block of its own, where the runtime crate has a short name.

mod docs;
mod edm_types;
mod endpoints;
mod enumeration;
mod fields;
mod flattened;
mod missing_default;
mod missing_methods;
mod navigation_lint;
mod schema_checks;
mod scope;
mod static_lifetimes;
mod structured_type;
mod tagged_enum;
mod warning;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Enum, Item, Kind, Struct, TaggedEnum, TaggedVariant};
use scope::Scope;

/// The code for an item; `is_valid` tells whether it has no mistakes.
pub(crate) fn item(item: &Item, is_valid: bool) -> TokenStream {
    let scope = Scope::new(item, is_valid);
    match &item.kind {
        Kind::Struct(parsed) => structure(&scope, parsed, &[], &TokenStream::new()),
        Kind::Enum(parsed) => enumeration(&scope, parsed),
        Kind::TaggedEnum(parsed) => tagged_enum(&scope, parsed),
    }
}

fn structure(
    scope: &Scope<'_>,
    parsed: &Struct,
    variants: &[TaggedVariant],
    additional_impls: &TokenStream,
) -> TokenStream {
    let fields = fields::expand(scope, parsed);
    let inherent_impl = endpoints::expand(scope);
    let structured_type = structured_type::expand(scope, parsed, variants);
    let resource = endpoints::resource_impl(scope);
    let entity = navigation_lint::entity_impl(scope);
    let missing_methods = missing_methods::expand(scope);
    let type_checks = edm_types::checks(scope, parsed);
    let block = scope.block(&quote! {
        #structured_type #resource #entity #missing_methods #type_checks #additional_impls
    });
    let flattened_checks = flattened::checks(scope, parsed);
    let navigation_lint = navigation_lint::expand(scope, parsed);
    let missing_default = missing_default::expand(scope, parsed);
    let schema_checks = scope.block_of_checks(&schema_checks::contents(scope));
    let watched_file = schema_checks::watched_file(scope);
    let nulls = schema_checks::nulls(scope, parsed);
    let annotations = warning::unselectable_annotations(scope, parsed);
    let trailing_slashes = warning::trailing_slashes(scope);
    let pascal_case = warning::pascal_case(scope, parsed);
    quote! {
        #fields #inherent_impl #block #flattened_checks #navigation_lint #missing_default #annotations
        #trailing_slashes #pascal_case #schema_checks #watched_file #nulls
    }
}

fn enumeration(scope: &Scope<'_>, parsed: &Enum) -> TokenStream {
    let lint = enumeration::naming_lint(scope, parsed);
    let block = scope.block(&enumeration::expand(scope, parsed));
    let watched_file = schema_checks::watched_file(scope);
    quote!(#lint #block #watched_file)
}

/// To queries, an enum of structs is a struct without properties: the structs' own properties need a type cast.
fn tagged_enum(scope: &Scope<'_>, parsed: &TaggedEnum) -> TokenStream {
    let without_properties = Struct {
        is_open: true,
        ..Struct::default()
    };
    let proxy = tagged_enum::proxy_type(scope, parsed);
    let impls = tagged_enum::proxy_impls(scope, parsed);
    let structure = structure(scope, &without_properties, &parsed.known, &impls);
    quote!(#proxy #structure)
}
