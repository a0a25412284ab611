//! The OData types of properties that were given by hand.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericArgument, PathArguments, Type};

use crate::expand::scope::Scope;
use crate::expand::static_lifetimes::with_static;
use crate::model::{EdmType, Property, Struct};

/// Types whose items are compared instead of themselves, and types that queries see through.
const WRAPPERS: &[&str] = &["Option", "Box", "Vec", "VecDeque", "BTreeSet", "HashSet"];

/// The type in queries of a field of the type `ty`.
pub(super) fn declared(scope: &Scope<'_>, edm_type: &EdmType, ty: &TokenStream) -> TokenStream {
    let krate = &scope.krate;
    let marker = format_ident!("Edm{}", edm_type.name, span = edm_type.span);
    quote!(#krate::__private::Declared<#ty, #krate::query::edm_types::#marker>)
}

/// Checks that the types of the fields fit. A generic struct is not checked: the types depend on its parameters.
pub(super) fn checks(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !scope.is_valid || !scope.item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let properties = parsed.properties.iter();
    properties
        .filter_map(|property| check(scope, property))
        .collect()
}

fn check(scope: &Scope<'_>, property: &Property) -> Option<TokenStream> {
    let edm_type = property.edm_type.as_ref()?;
    // The schema only says so of types that fit.
    if edm_type.is_inferred {
        return None;
    }
    let marker = format_ident!("Edm{}", edm_type.name, span = edm_type.span);
    let ty = with_static(
        value_type(&property.ty).to_token_stream(),
        &scope.item.generics,
    );
    Some(quote_spanned! {edm_type.span=>
        const _: () = __graph::check_type::<#ty, __graph::edm_types::#marker>();
    })
}

/// The type of the values that queries compare: `T` of `Option<Vec<T>>`. Bytes are one value.
fn value_type(ty: &Type) -> &Type {
    let Type::Path(path) = ty else {
        return ty;
    };
    let Some(last) = path.path.segments.last() else {
        return ty;
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return ty;
    };
    let is_wrapper = WRAPPERS.iter().any(|name| last.ident == name);
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) if is_wrapper && !is_byte(inner) => value_type(inner),
        _ => ty,
    }
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}
