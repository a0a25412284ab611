//! A warning where a field that is selected leads to an entity: a navigation property that lacks its `#[graph(expand)]`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type};

use crate::expand::scope::Scope;
use crate::model::{Property, Struct};

/// Types that lead nowhere, which need no look.
const VALUES: &[&str] = &[
    "String", "bool", "char", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64",
    "DateTime", "Uuid",
];

/// Says that the struct is an entity: its path ends in a key.
pub(super) fn entity(scope: &Scope<'_>) -> Option<TokenStream> {
    scope
        .item
        .arguments
        .path
        .as_ref()
        .filter(|path| path.ends_in_key())?;
    let this = scope.this();
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #parameters __graph::Entity for #this #bounds {}
    })
}

/// A look at the type of each field that is selected by the derived `$select`.
///
/// What the user allows is allowed here: `#[allow(deprecated)]` on the field or the struct. What a field leads to, only the compiler knows; so the code is such that it takes the method that is deprecated where it
/// leads to an entity. The fields of a struct with parameters lead wherever those do, so they are not looked at.
pub(super) fn doubts(scope: &Scope<'_>, read: &Struct) -> Option<TokenStream> {
    let refused = scope
        .item
        .arguments
        .select
        .as_ref()
        .is_some_and(|select| !select.value);
    if !scope.sound || read.open || refused || !scope.item.generics.params.is_empty() {
        return None;
    }
    let selected = read
        .properties
        .iter()
        .filter(|property| property.expand.is_none() && !is_value(&property.ty));
    let looks: Vec<_> = selected.map(|property| look(scope, property)).collect();
    if looks.is_empty() {
        return None;
    }
    let (krate, allowed) = (&scope.krate, &scope.item.allowed);
    Some(quote! {
        const _: () = {
            #[allow(dead_code, unused_imports)]
            #(#allowed)*
            fn __look() {
                use #krate::__private::Unsuspicious as _;
                #(#looks)*
            }
        };
    })
}

fn look(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let (krate, ty) = (&scope.krate, &property.ty);
    let allowed = property
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    let look =
        quote_spanned!(property.ident.span()=> #krate::__private::Selected::<#ty>::TYPE.__look(););
    quote!(#(#allowed)* #look)
}

/// Whether a type is known to be a value by its name, in whatever it is wrapped.
fn is_value(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    match &last.arguments {
        PathArguments::AngleBracketed(arguments) if last.ident != "DateTime" => {
            let mut arguments = arguments.args.iter();
            matches!((arguments.next(), arguments.next()), (Some(GenericArgument::Type(ty)), None) if is_value(ty))
        }
        _ => VALUES.iter().any(|value| last.ident == value),
    }
}
