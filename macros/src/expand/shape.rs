//! What the runtime knows of a struct: a constant.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::{Scope, fields};
use crate::model::{Property, Required, Struct};
use crate::names;

pub(super) fn expand(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let Scope { krate, item, fields, .. } = scope;
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let odata_type = odata_type(scope);
    let select = select(scope, read);
    let properties = read.properties.iter().map(|property| self::property(scope, property));
    let value = fields::value(scope, read);
    let arguments = item.generics.params.iter().map(argument);
    let fields = quote!(#fields<__P, #(#arguments),*>);
    quote! {
        #[automatically_derived]
        #[allow(deprecated, clippy::all, clippy::pedantic)]
        impl #parameters #krate::Shape for #this #bounds {
            const SHAPE: &'static #krate::__private::ShapeInfo = &#krate::__private::ShapeInfo {
                id: ::core::any::TypeId::of::<Self>,
                odata_type: #odata_type,
                select: #select,
                properties: &[#(#properties),*],
            };
            type Fields<__P: #krate::Place> = #fields;
            fn fields<__P: #krate::Place>() -> &'static Self::Fields<__P> {
                const { &#value }
            }
        }

        #[automatically_derived]
        impl #parameters #krate::Nested for #this #bounds {
            type Shape = Self;
        }
    }
}

/// A parameter as an argument.
fn argument(parameter: &syn::GenericParam) -> TokenStream {
    match parameter {
        syn::GenericParam::Type(parameter) => {
            let ident = &parameter.ident;
            quote!(#ident)
        }
        syn::GenericParam::Const(parameter) => {
            let ident = &parameter.ident;
            quote!(#ident)
        }
        syn::GenericParam::Lifetime(parameter) => {
            let lifetime = &parameter.lifetime;
            quote!(#lifetime)
        }
    }
}

/// The qualified name of the OData type: as given, or after the struct.
pub(super) fn odata_type(scope: &Scope<'_>) -> String {
    match &scope.item.arguments.odata_type {
        Some(literal) => literal.value().trim_start_matches('#').to_owned(),
        None => format!("microsoft.graph.{}", names::lower_first(&scope.item.ident.to_string())),
    }
}

/// The derived `$select`: encoded here, at compile time.
fn select(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    let names: Vec<_> = read
        .properties
        .iter()
        .filter(|property| property.expand.is_none())
        .map(|property| encoded(&property.name))
        .collect();
    if read.open || names.is_empty() || scope.item.arguments.select == Some(false) {
        quote!(::core::option::Option::None)
    } else {
        let names = names.join(",");
        quote!(::core::option::Option::Some(#names))
    }
}

fn property(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let Scope { krate, .. } = scope;
    let Property { name, ty, .. } = property;
    let required = match property.required {
        Required::No => quote!(#krate::__private::Required::No),
        Required::Yes => quote!(#krate::__private::Required::Yes),
        Required::ByType => quote!(#krate::__private::Required::ByType(#krate::__private::required::<#ty>)),
    };
    let expand = match &property.expand {
        None => quote!(::core::option::Option::None),
        Some(expand) => {
            let path = encoded(&expand.path.as_ref().map_or_else(|| name.clone(), syn::LitStr::value));
            let shape = quote_spanned!(ty.span()=> #krate::__private::shape::<#ty>);
            quote!(::core::option::Option::Some(#krate::__private::Expansion { path: #path, shape: #shape }))
        }
    };
    quote!(#krate::__private::Property { name: #name, required: #required, expand: #expand })
}

/// Percent-encoded for a query: what RFC 3986 calls unreserved, and slashes, stay.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
