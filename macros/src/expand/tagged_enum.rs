//! An enum of structs: the proxy type through which serde deserializes it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::scope::Scope;
use crate::model::{TaggedEnum, TaggedVariant};
use crate::names;

/// The type that the `from` attribute for serde's derive names.
pub(super) fn proxy_type(scope: &Scope<'_>, parsed: &TaggedEnum) -> Option<TokenStream> {
    if !parsed.has_proxy {
        return None;
    }
    let self_type = scope.self_type();
    let vis = &scope.item.vis;
    let proxy = names::proxy_type(&scope.item.ident);
    Some(quote! {
        #[doc(hidden)]
        #[allow(missing_debug_implementations)]
        #vis struct #proxy(#self_type);
    })
}

pub(super) fn proxy_impls(scope: &Scope<'_>, parsed: &TaggedEnum) -> TokenStream {
    if !parsed.has_proxy {
        return TokenStream::new();
    }
    let self_type = scope.self_type();
    let proxy = names::proxy_type(&scope.item.ident);
    let odata_types = parsed.known.iter().map(odata_type);
    let known = parsed.known.iter().enumerate();
    let known = known.map(|(index, variant)| known_type(scope, index, variant));
    let unknown = match &parsed.unknown {
        Some((ident, ty)) => {
            quote!(object.into::<#ty, D::Error>().map(#self_type::#ident).map(#proxy))
        }
        // This mistake has been reported.
        None => quote!(loop {}),
    };
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#proxy> for #self_type {
            fn from(proxy: #proxy) -> Self {
                proxy.0
            }
        }

        #[automatically_derived]
        impl<'de> __graph::Deserialize<'de> for #proxy {
            fn deserialize<D: __graph::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let object = __graph::TaggedObject::deserialize(deserializer)?;
                match object.variant(&[#(#odata_types),*]) {
                    #(#known)*
                    _ => #unknown,
                }
            }
        }
    }
}

/// The type of a variant's objects.
fn odata_type(variant: &TaggedVariant) -> TokenStream {
    let ty = &variant.ty;
    match &variant.odata_type {
        Some(name) => quote!(#name),
        None => quote_spanned!(ty.span()=> __graph::odata_type::<#ty>()),
    }
}

/// The arm that deserializes the variant with this index.
fn known_type(scope: &Scope<'_>, index: usize, variant: &TaggedVariant) -> TokenStream {
    let self_type = &scope.item.ident;
    let proxy = names::proxy_type(&scope.item.ident);
    let TaggedVariant { ident, ty, .. } = variant;
    quote! {
        ::core::option::Option::Some(#index) => object.into::<#ty, D::Error>().map(#self_type::#ident).map(#proxy),
    }
}
