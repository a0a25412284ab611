//! A field of a struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::docs;
use crate::scaffold::model::{Core, Field, FieldType, Items};
use crate::scaffold::names;

pub(super) fn field(items: &Items, field: &Field) -> TokenStream {
    let name = names::ident(&field.name);
    let docs = field
        .only_in_query
        .then(|| docs(&["Only the query needs it: `$select` does not name it.".to_owned()]));
    let graph = graph_attribute(field);
    let serde = serde_attribute(field);
    let ty = type_of(items, &field.ty);
    quote! {
        #docs
        #graph
        #serde
        pub #name: #ty
    }
}

fn graph_attribute(field: &Field) -> Option<TokenStream> {
    let mut arguments = Vec::new();
    match &field.expand {
        Some(path) if *path == field.wire => arguments.push(quote!(expand)),
        Some(path) => arguments.push(quote!(expand = #path)),
        None => {}
    }
    if let Some(edm_type) = field.edm_type {
        arguments.push(quote!(type = #edm_type));
    }
    if field.is_unchecked {
        arguments.push(quote!(unchecked));
    }
    if arguments.is_empty() {
        return None;
    }
    Some(quote!(#[graph(#(#arguments),*)]))
}

fn serde_attribute(field: &Field) -> Option<TokenStream> {
    let mut arguments = Vec::new();
    let wire = &field.wire;
    let is_renamed = names::ident(&field.name) != *format!("r#{}", field.name)
        && names::ident(&field.name) != *field.name;
    if is_renamed || !names::is_camel_case_of(&field.name, wire) {
        arguments.push(quote!(rename = #wire));
    }
    if field.has_default {
        arguments.push(quote!(default));
    }
    if needs_deserialize(&field.ty) {
        arguments.push(quote!(
            deserialize_with = "graph_resource::types::deserialize"
        ));
    }
    if arguments.is_empty() {
        return None;
    }
    Some(quote!(#[serde(#(#arguments),*)]))
}

fn needs_deserialize(ty: &FieldType) -> bool {
    matches!(ty.core, Core::Value(value) if value.needs_deserialize)
}

fn type_of(items: &Items, ty: &FieldType) -> TokenStream {
    let mut code = match ty.core {
        Core::Value(value) => path(value.path),
        Core::Enum(id, is_flags) => {
            let name = names::ident(&items.get(id).name);
            if is_flags {
                quote!(graph_resource::types::Flags<#name>)
            } else {
                quote!(#name)
            }
        }
        Core::Object(id) => {
            let name = names::ident(&items.get(id).name);
            quote!(#name)
        }
    };
    if ty.is_boxed {
        code = quote!(Box<#code>);
    }
    if ty.is_many {
        code = quote!(Vec<#code>);
    }
    if ty.is_option {
        code = quote!(Option<#code>);
    }
    code
}

/// The type at a path that is written in this program.
fn path(path: &str) -> TokenStream {
    path.parse().unwrap_or_default()
}
