//! An enum of member names: a value that queries can contain.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use crate::expand::schema_checks;
use crate::expand::scope::Scope;
use crate::expand::warning::warning;
use crate::model::{Enum, Member, UnknownMember};
use crate::names;

pub(super) fn expand(scope: &Scope<'_>, parsed: &Enum) -> TokenStream {
    let self_type = scope.self_type();
    let (parameters, _, where_clause) = scope.generics.split_for_impl();
    let odata_type = scope.item.odata_type();
    let known = parsed.members.iter().map(known_arm);
    let own_type = own_type(scope, parsed);
    let unknown = parsed.unknown.as_ref().map(unknown_arm);
    // An enum with mistakes may have other variants.
    let rest = if scope.is_valid {
        None
    } else {
        Some(quote!(#[allow(unreachable_patterns)] _ => "",))
    };
    quote! {
        #[automatically_derived]
        impl #parameters __graph::Enumeration for #self_type #where_clause {
            const ODATA_TYPE: &'static ::core::primitive::str = #odata_type;
            #own_type
            fn member(&self) -> &::core::primitive::str {
                match *self {
                    #(#known)*
                    #unknown
                    #rest
                }
            }
        }

        #[automatically_derived]
        impl #parameters __graph::Value for #self_type #where_clause {
            type Kind = __graph::edm::Enum<Self>;
            fn literal(&self) -> __graph::Literal {
                __graph::Literal::text(__graph::Enumeration::member(self))
            }
        }
    }
}

/// What the schema needs to compare the enum with the properties that contain it.
fn own_type(scope: &Scope<'_>, parsed: &Enum) -> Option<TokenStream> {
    let own_type = schema_checks::own_type(scope)?;
    let members = parsed.members.iter().filter(|member| !member.is_unknown);
    let members = members.map(|member| &member.name);
    Some(quote! {
        const OWN_TYPE: __graph::OwnType = #own_type;
        const MEMBERS: &'static [&'static ::core::primitive::str] = &[#(#members),*];
    })
}

fn known_arm(member: &Member) -> TokenStream {
    let Member { ident, name, .. } = member;
    quote!(Self::#ident => #name,)
}

fn unknown_arm(unknown: &UnknownMember) -> TokenStream {
    match unknown {
        UnknownMember::Kept { ident, ty, .. } => {
            let name = quote_spanned! {ty.span()=>
                ::core::convert::AsRef::<::core::primitive::str>::as_ref(__text)
            };
            quote!(Self::#ident(ref __text) => #name,)
        }
        // The variant is a known member as well.
        UnknownMember::Dropped => TokenStream::new(),
    }
}

/// Warns once if the members' names start with capitals, unlike nearly all of Graph's. A few of those do, so it is not
/// an error.
pub(super) fn naming_lint(scope: &Scope<'_>, parsed: &Enum) -> Option<TokenStream> {
    if parsed.has_rename_all {
        return None;
    }
    let member = parsed.members.iter().find(|member| {
        !member.is_renamed && member.name.starts_with(|c: char| c.is_ascii_uppercase())
    })?;
    let name = &member.name;
    let camel_case = names::lower_first(name);
    let lower_case = camel_case.to_ascii_lowercase();
    let alternative = if lower_case == camel_case {
        String::new()
    } else {
        format!(", `\"lowercase\"` for `{lower_case}`")
    };
    let note = format!(
        "`{name}` does not look like a member of a Graph enum, whose names are lower camel case: add `#[serde(rename_all = \"camelCase\")]` to the enum for `{camel_case}`{alternative}, or `\"PascalCase\"` if `{name}` is right; use `#[serde(rename = \"…\")]` for a single name"
    );
    let span = member.ident.span();
    Some(warning(scope, "ENUM_MEMBER_NAME", span, &note))
}
