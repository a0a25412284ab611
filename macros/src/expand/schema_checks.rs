//! What the schema says about an item and only the compiler can check, since it depends on other items.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;

use crate::expand::scope::Scope;
use crate::expand::warning::warning;
use crate::model::{ContentCheck, ContentKind, ExpectedContent, OwnType, Property, Struct};

/// Makes the compiler compile the crate again when the schema changes.
pub(super) fn watched_file(scope: &Scope<'_>) -> Option<TokenStream> {
    let file = scope.item.schema.watched_file.as_ref()?;
    Some(quote! {
        const _: &[u8] = ::core::include_bytes!(#file);
        const _: ::core::option::Option<&::core::primitive::str> =
            ::core::option_env!("GRAPH_RESOURCE_SCHEMA");
    })
}

/// Whether the schema knows the type, for the checks of items that contain this one.
pub(super) fn own_type(scope: &Scope<'_>) -> Option<TokenStream> {
    match scope.item.schema.own_type {
        OwnType::NotLookedUp => None,
        OwnType::Known => Some(quote!(__graph::OwnType::Known)),
        OwnType::Unknown => Some(quote!(__graph::OwnType::Unknown)),
    }
}

/// Checks what fields and variants hold. A generic item is not checked: the types depend on its parameters.
pub(super) fn contents(scope: &Scope<'_>) -> TokenStream {
    if !scope.is_valid || !scope.item.generics.params.is_empty() {
        return TokenStream::new();
    }
    let checks = scope.item.schema.content_checks.iter();
    checks.map(content).collect()
}

fn content(check: &ContentCheck) -> TokenStream {
    let ContentCheck { ty, span, expected } = check;
    let span = *span;
    let holder = &expected.holder;
    let odata_type = &expected.odata_type;
    let name = quote!(#ty).to_string().replace(' ', "");
    match expected.kind {
        ContentKind::Structure => {
            let is_enum = format!(
                "{holder} is an object (`{odata_type}`), and `{name}` is an enum: use a struct"
            );
            let structure = structure(check, &name);
            let no_enum = no_enum(ty, span, &is_enum);
            quote!(#structure #no_enum)
        }
        ContentKind::Flattened | ContentKind::Variant => structure(check, &name),
        ContentKind::Enum => {
            let is_struct = format!(
                "{holder} is a member of the enum `{odata_type}`, and `{name}` is a struct: use an enum or `String`"
            );
            let members = members(check, &name);
            let no_structure = no_structure(ty, span, &is_struct);
            quote!(#members #no_structure)
        }
        ContentKind::Flags => {
            let is_enum = format!(
                "{holder} holds several members of `{odata_type}` at once: write `types::Flags<{name}>`"
            );
            no_enum(ty, span, &is_enum)
        }
        ContentKind::Text => {
            let message = format!(
                "{holder} is `{odata_type}`, and `{name}` is a struct: use a type for such values"
            );
            no_structure(ty, span, &message)
        }
        ContentKind::Value => {
            let is_struct = format!(
                "{holder} is `{odata_type}`, and `{name}` is a struct: use a type for such values"
            );
            let is_enum = format!(
                "{holder} is `{odata_type}`, and `{name}` is an enum: use a type for such values"
            );
            let no_structure = no_structure(ty, span, &is_struct);
            let no_enum = no_enum(ty, span, &is_enum);
            quote!(#no_structure #no_enum)
        }
    }
}

/// Checks the type and the properties of a struct.
fn structure(check: &ContentCheck, name: &str) -> TokenStream {
    let ContentCheck { ty, span, expected } = check;
    if expected.accepted.is_empty() {
        return TokenStream::new();
    }
    let expected = expected_tokens(expected, name);
    of_structure(ty, *span, &quote!(check_structure), &expected)
}

/// Checks the type and the members of an enum.
fn members(check: &ContentCheck, name: &str) -> TokenStream {
    let ContentCheck { ty, span, expected } = check;
    let expected = expected_tokens(expected, name);
    of_enum(ty, *span, &quote!(check_enum), &expected)
}

fn no_structure(ty: &Type, span: Span, message: &str) -> TokenStream {
    of_structure(ty, span, &quote!(check_no_structure), &quote!(#message))
}

fn no_enum(ty: &Type, span: Span, message: &str) -> TokenStream {
    of_enum(ty, span, &quote!(check_no_enum), &quote!(#message))
}

/// Calls a check with what is known about a struct, which is nothing for any other type.
fn of_structure(ty: &Type, span: Span, check: &TokenStream, expected: &TokenStream) -> TokenStream {
    quote_spanned! {span=>
        const _: () = {
            #[allow(unused_imports)]
            use __graph::FlattenedType as _;
            __graph::#check(__graph::FlattenedStruct::<#ty>::INFO, #expected);
        };
    }
}

/// Calls a check with what is known about an enum, which is nothing for any other type.
fn of_enum(ty: &Type, span: Span, check: &TokenStream, expected: &TokenStream) -> TokenStream {
    quote_spanned! {span=>
        const _: () = {
            #[allow(unused_imports)]
            use __graph::OtherContent as _;
            __graph::#check(__graph::EnumContent::<#ty>::INFO, #expected);
        };
    }
}

fn expected_tokens(expected: &ExpectedContent, name: &str) -> TokenStream {
    let ExpectedContent {
        accepted, names, ..
    } = expected;
    let [before_type, after_type] = other_type(expected, name);
    let [before_name, after_name] = other_name(expected, name);
    quote! {
        __graph::Expected {
            accepted: &[#(#accepted),*],
            names: &[#(#names),*],
            other_type: [#before_type, #after_type],
            other_name: [#before_name, #after_name],
        }
    }
}

/// The type of the struct or enum is known, and is another one: the message before and after its name.
fn other_type(expected: &ExpectedContent, name: &str) -> [String; 2] {
    let ExpectedContent {
        holder, odata_type, ..
    } = expected;
    match expected.kind {
        ContentKind::Flattened => [
            format!("the fields of `{name}` are properties of {holder}, and `{name}` is `"),
            "`: correct its `type`".to_owned(),
        ],
        ContentKind::Variant => [
            format!("{holder} holds `"),
            format!(
                "`, which is not derived from `{odata_type}`, so there are no such objects: remove the variant, or correct the `type` of `{name}`"
            ),
        ],
        _ => [
            format!("{holder} is `{odata_type}`, and `{name}` is `"),
            format!("`: use an item of the right type, or correct the `type` of `{name}`"),
        ],
    }
}

/// The type of the struct or enum is not known, and it has a name that the expected type does not have: the message before
/// and after that name.
fn other_name(expected: &ExpectedContent, name: &str) -> [String; 2] {
    let ExpectedContent {
        holder, odata_type, ..
    } = expected;
    match expected.kind {
        ContentKind::Enum | ContentKind::Flags => [
            format!("{holder} is `{odata_type}`, which has no member `"),
            format!("`, as `{name}` has: correct it"),
        ],
        ContentKind::Variant => [
            format!(
                "the schema does not know the type of `{name}`, and `{odata_type}` has no property `"
            ),
            format!("`: add `#[graph_resource(type = \"microsoft.graph.…\")]` to `{name}`"),
        ],
        _ => [
            format!("{holder} is `{odata_type}`, which has no property `"),
            format!("`, as `{name}` has: correct it, or add `#[graph(unchecked)]` to this field"),
        ],
    }
}

/// Warns about properties that may be `null`, in fields that cannot.
pub(super) fn nulls(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !scope.is_valid {
        return TokenStream::new();
    }
    let properties = parsed.properties.iter();
    properties
        .filter(|property| lacks_null(property))
        .map(|property| null(scope, property))
        .collect()
}

fn lacks_null(property: &Property) -> bool {
    let facts = property.schema.as_ref();
    facts.is_some_and(|facts| facts.lacks_null)
}

/// `#[allow(deprecated)]` on the field silences it.
fn null(scope: &Scope<'_>, property: &Property) -> TokenStream {
    let note = format!(
        "`{}` may be `null`, with which the whole response would fail to decode: make it an `Option`, or add `#[allow(deprecated)]` if the service always sends a value",
        property.name
    );
    let warning = warning(scope, "NULLABLE_PROPERTY", property.ident.span(), &note);
    let allow_attrs = property
        .attrs
        .iter()
        .filter(|attr| attr.path().is_ident("allow"));
    quote!(#(#allow_attrs)* #warning)
}
