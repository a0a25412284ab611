//! An enum of structs: the type that serde reads it through.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::scope::Scope;
use crate::model::{Known, Polymorphic};
use crate::names;

/// The type itself, which serde's derive names.
pub(super) fn through(scope: &Scope<'_>, read: &Polymorphic) -> Option<TokenStream> {
    let (this, vis, through) = (
        scope.this(),
        &scope.item.vis,
        names::through(&scope.item.ident),
    );
    read.derived.then(|| {
        quote! {
            #[doc(hidden)]
            #[allow(missing_debug_implementations)]
            #vis struct #through(#this);
        }
    })
}

pub(super) fn expand(scope: &Scope<'_>, read: &Polymorphic) -> TokenStream {
    if !read.derived {
        return TokenStream::new();
    }
    let this = scope.this();
    let through = names::through(&scope.item.ident);
    let known = read.known.iter().map(|known| arm(scope, known));
    let unknown = match &read.unknown {
        Some((ident, ty)) => {
            quote!(object.into::<#ty, D::Error>().map(#this::#ident).map(#through))
        }
        // A mistake, which has been told of.
        None => quote!(loop {}),
    };
    quote! {
        #[automatically_derived]
        impl ::core::convert::From<#through> for #this {
            fn from(through: #through) -> Self {
                through.0
            }
        }

        #[automatically_derived]
        impl<'de> __graph::Deserialize<'de> for #through {
            fn deserialize<D: __graph::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let object = __graph::Polymorphic::read(deserializer)?;
                #(#known)*
                #unknown
            }
        }
    }
}

fn arm(scope: &Scope<'_>, known: &Known) -> TokenStream {
    let (this, through) = (&scope.item.ident, names::through(&scope.item.ident));
    let Known { ident, ty, name } = known;
    let name = match name {
        Some(name) => quote!(#name),
        None => quote_spanned!(ty.span()=> __graph::odata_type::<#ty>()),
    };
    quote! {
        if object.is(#name) {
            return object.into::<#ty, D::Error>().map(#this::#ident).map(#through);
        }
    }
}
