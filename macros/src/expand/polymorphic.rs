//! An enum of structs: the type that serde reads it through.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::Scope;
use crate::model::{Known, Polymorphic};
use crate::names;

pub(super) fn expand(scope: &Scope<'_>, read: &Polymorphic) -> TokenStream {
    let (Some((unknown, unknown_ty)), true) = (&read.unknown, read.derived) else { return TokenStream::new() };
    let Scope { krate, item, .. } = scope;
    let (this, vis) = (&item.ident, &item.vis);
    let through = names::through(this);
    let known = read.known.iter().map(|known| arm(scope, known));
    let private = quote!(#krate::__private);
    quote! {
        #[doc(hidden)]
        #vis struct #through(#this);

        #[automatically_derived]
        impl ::core::convert::From<#through> for #this {
            fn from(through: #through) -> Self {
                through.0
            }
        }

        #[automatically_derived]
        impl<'de> #private::Deserialize<'de> for #through {
            fn deserialize<D: #private::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let object = #private::Polymorphic::read(deserializer)?;
                #(#known)*
                object.into::<#unknown_ty, D::Error>().map(#this::#unknown).map(#through)
            }
        }
    }
}

fn arm(scope: &Scope<'_>, known: &Known) -> TokenStream {
    let Scope { krate, item, .. } = scope;
    let (this, through) = (&item.ident, names::through(&item.ident));
    let Known { ident, ty, name } = known;
    let name = match name {
        Some(name) => quote!(#name),
        None => quote_spanned!(ty.span()=> #krate::__private::odata_type::<#ty>()),
    };
    quote! {
        if object.is(#name) {
            return object.into::<#ty, D::Error>().map(#this::#ident).map(#through);
        }
    }
}
