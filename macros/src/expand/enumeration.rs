//! An enum of the service's names: a value that queries can hold.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::{Scope, shape};
use crate::model::{Enum, Unknown};

pub(super) fn expand(scope: &Scope<'_>, read: &Enum) -> TokenStream {
    let Scope { krate, .. } = scope;
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let odata_type = shape::odata_type(scope);
    let known = read.members.iter().map(|member| {
        let (ident, name) = (&member.ident, &member.name);
        quote!(Self::#ident => #name,)
    });
    let unknown = match &read.unknown {
        Some(Unknown::Text(ident)) => quote!(Self::#ident(text) => ::core::convert::AsRef::<str>::as_ref(text),),
        Some(Unknown::Other) | None => quote!(),
    };
    quote! {
        #[automatically_derived]
        #[allow(deprecated, clippy::all, clippy::pedantic)]
        impl #parameters #krate::Enumeration for #this #bounds {
            const ODATA_TYPE: &'static str = #odata_type;
            fn member(&self) -> &str {
                match self {
                    #(#known)*
                    #unknown
                }
            }
        }

        #[automatically_derived]
        impl #parameters #krate::Value for #this #bounds {
            type Kind = #krate::edm::Enum<Self>;
            fn literal(&self) -> #krate::Literal {
                #krate::Literal::text(#krate::Enumeration::member(self))
            }
        }
    }
}
