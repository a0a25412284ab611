//! An enum of the service's names: a value that queries can hold.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::scope::Scope;
use crate::expand::warning::warning;
use crate::model::{Enum, Member, Unknown};
use crate::names;

pub(super) fn expand(scope: &Scope<'_>, read: &Enum) -> TokenStream {
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let odata_type = scope.item.odata_type();
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

/// A warning where serde takes the variants' own names, which begin unlike nearly all of Graph's. A few of those are so, hence
/// no error; and it is given once, since one word on the enum is right for all.
pub(super) fn doubt(scope: &Scope<'_>, read: &Enum) -> Option<TokenStream> {
    let is_foreign = |member: &&Member| {
        !member.renamed && member.name.starts_with(|c: char| c.is_ascii_uppercase())
    };
    let member = read
        .members
        .iter()
        .find(is_foreign)
        .filter(|_| !read.converted)?;
    let (name, camel) = (&member.name, names::lower_first(&member.name));
    let lower = match camel.to_ascii_lowercase() {
        lower if lower != camel => format!("; `\"lowercase\"` makes `{lower}`"),
        _ => String::new(),
    };
    let note = format!(
        "this asks Graph for `{name}`, but the names in its enums are lower camel case: put `#[serde(rename_all = \"camelCase\")]` on the enum (`{camel}`{lower}), or `\"PascalCase\"` where `{name}` is right as it is; a single name is given by `#[serde(rename = \"…\")]`"
    );
    Some(warning(
        scope,
        "NAME_ON_THE_WIRE",
        member.ident.span(),
        &note,
    ))
}
