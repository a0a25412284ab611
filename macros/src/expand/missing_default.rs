//! Warns about fields that look optional, but without which serde fails.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{PathArguments, Type};

use crate::expand::scope::Scope;
use crate::expand::warning::warning;
use crate::model::{Property, Required, Struct};

const COLLECTIONS: &[&str] = &["Vec", "VecDeque", "BTreeSet", "HashSet"];

const MAPS: &[&str] = &["HashMap", "BTreeMap", "Map"];

pub(super) fn expand(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !scope.is_valid {
        return TokenStream::new();
    }
    parsed
        .properties
        .iter()
        .filter_map(|property| {
            let note = note(property)?;
            Some(warn(scope, property, note))
        })
        .collect()
}

/// `#[allow(deprecated)]` on the field silences it too.
fn warn(scope: &Scope<'_>, property: &Property, note: &str) -> TokenStream {
    let allow_attrs = property
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    let warning = warning(scope, "MISSING_DEFAULT", property.ident.span(), note);
    quote!(#(#allow_attrs)* #warning)
}

fn note(property: &Property) -> Option<&'static str> {
    let is_expanded = property.expand.is_some();
    let outer = outer_type(&property.ty)?;
    match property.required {
        Required::No => None,
        Required::Yes if outer == "Option" => Some(
            "with `deserialize_with`, serde fails if the property is missing, even for an `Option`: add `#[serde(default)]`",
        ),
        _ if is_expanded && COLLECTIONS.contains(&outer.as_str()) => Some(
            "serde fails if the response does not contain the expanded collection: add `#[serde(default)]`, or make it an `Option`",
        ),
        _ if is_expanded && MAPS.contains(&outer.as_str()) => Some(
            "serde fails if the response does not contain the expanded object: add `#[serde(default)]`, or make the map an `Option`",
        ),
        _ if is_expanded && outer == "Box" => Some(
            "serde fails if the response does not contain the expanded object: make it an `Option<Box<…>>`, or add `#[serde(default)]`",
        ),
        _ => None,
    }
}

/// `Option` of `Option<T>` and of `std::option::Option<T>`. A type without arguments is another one of that name.
fn outer_type(ty: &Type) -> Option<String> {
    let Type::Path(ty) = ty else {
        return None;
    };
    let last = ty.path.segments.last()?;
    match last.arguments {
        PathArguments::AngleBracketed(_) => Some(last.ident.to_string()),
        _ => None,
    }
}
