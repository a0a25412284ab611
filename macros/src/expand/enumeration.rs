//! An enum of the service's names: a value that queries can hold.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::scope::Scope;
use crate::expand::shape;
use crate::model::{Enum, Unknown};

pub(super) fn expand(scope: &Scope<'_>, read: &Enum) -> TokenStream {
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let odata_type = shape::odata_type(scope.item);
    let known = read.members.iter().map(|member| {
        let (ident, name) = (&member.ident, &member.name);
        quote!(Self::#ident => #name,)
    });
    let unknown = match &read.unknown {
        Some(Unknown::Text { ident, ty, .. }) => {
            let text = quote_spanned!(ty.span()=> ::core::convert::AsRef::<::core::primitive::str>::as_ref(__text));
            quote!(Self::#ident(ref __text) => #text,)
        }
        Some(Unknown::Other) | None => quote!(),
    };
    // Variants that have no name, which is a mistake, have to go somewhere.
    let rest = (!scope.sound).then(|| quote!(#[allow(unreachable_patterns)] _ => "",));
    quote! {
        #[automatically_derived]
        impl #parameters __graph::Enumeration for #this #bounds {
            const ODATA_TYPE: &'static ::core::primitive::str = #odata_type;
            fn member(&self) -> &::core::primitive::str {
                match *self {
                    #(#known)*
                    #unknown
                    #rest
                }
            }
        }

        #[automatically_derived]
        impl #parameters __graph::Value for #this #bounds {
            type Kind = __graph::edm::Enum<Self>;
            fn literal(&self) -> __graph::Literal {
                __graph::Literal::text(__graph::Enumeration::member(self))
            }
        }
    }
}
