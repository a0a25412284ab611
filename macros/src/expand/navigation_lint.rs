//! Warns about a selected field whose type is an entity: a navigation property without `#[graph(expand)]`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{GenericArgument, Path, PathArguments, Type};

use crate::expand::scope::Scope;
use crate::model::{Property, Struct};

/// Types that are certainly not entities.
const VALUE_TYPES: &[&str] = &[
    "String", "bool", "char", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64",
    "DateTime", "Uuid",
];

/// Marks a struct whose path ends in a key as an entity.
pub(super) fn entity_impl(scope: &Scope<'_>) -> Option<TokenStream> {
    let path = scope.item.arguments.path.as_ref()?;
    if !path.ends_in_key() {
        return None;
    }
    let self_type = scope.self_type();
    let (parameters, _, where_clause) = scope.generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #parameters __graph::Entity for #self_type #where_clause {}
    })
}

/// Checks the type of each field in the derived `$select`.
///
/// Only the compiler knows whether a type is an entity, so the code calls a method that is deprecated for those.
/// `#[allow(deprecated)]` on the field or the struct silences it. A generic struct is not checked: the types of its
/// fields depend on its parameters.
pub(super) fn expand(scope: &Scope<'_>, parsed: &Struct) -> Option<TokenStream> {
    let is_generic = !scope.item.generics.params.is_empty();
    let has_select = parsed.may_select() && !scope.item.arguments.disables_select();
    if !scope.is_valid || is_generic || !has_select {
        return None;
    }
    let checks: Vec<TokenStream> = parsed
        .properties
        .iter()
        .filter(|property| property.expand.is_none() && !is_value_type(&property.ty))
        .map(|property| check_property(scope, property))
        .collect();
    if checks.is_empty() {
        return None;
    }
    let krate = &scope.krate;
    let user_allows = &scope.item.allow_attrs;
    Some(quote! {
        const _: () = {
            #[allow(dead_code, unused_imports)]
            #(#user_allows)*
            fn is_navigation_property() {
                use #krate::__private::NotNavigation as _;
                #(#checks)*
            }
        };
    })
}

fn check_property(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let krate = &scope.krate;
    let ty = &property.ty;
    let allow_attrs = property
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    let call = quote_spanned! {property.ident.span()=>
        #krate::__private::SelectedField::<#ty>::TYPE.is_navigation_property();
    };
    quote!(#(#allow_attrs)* #call)
}

/// Whether the name of a type, inside of any wrappers, is that of a value.
fn is_value_type(ty: &Type) -> bool {
    let Type::Path(ty) = ty else {
        return false;
    };
    let Some(last) = ty.path.segments.last() else {
        return false;
    };
    let is_wrapper = matches!(last.arguments, PathArguments::AngleBracketed(_));
    if is_wrapper && last.ident != "DateTime" {
        return wrapped_type(&ty.path).is_some_and(is_value_type);
    }
    VALUE_TYPES.iter().any(|value| last.ident == value)
}

/// `T` of `Option<T>`; `None` for anything with other arguments.
fn wrapped_type(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    let mut arguments = arguments.args.iter();
    match (arguments.next(), arguments.next()) {
        (Some(GenericArgument::Type(ty)), None) => Some(ty),
        _ => None,
    }
}
