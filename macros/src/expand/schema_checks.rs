//! What the schema says about an item and only the compiler can check, since it depends on other items.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

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
    let ExpectedContent {
        kind,
        accepted,
        names,
        ..
    } = expected;
    let other_type = other_type(expected);
    let other_name = other_name(expected);
    if *kind == ContentKind::Flags {
        let message = format!(
            "{} holds several members of `{}` at once: write `types::Flags<…>` with this enum",
            expected.holder, expected.odata_type
        );
        return quote_spanned! {*span=>
            const _: () = {
                #[allow(unused_imports)]
                use __graph::OtherContent as _;
                __graph::check_flags(__graph::EnumContent::<#ty>::INFO, #message);
            };
        };
    }
    if accepted.is_empty() {
        return TokenStream::new();
    }
    if *kind == ContentKind::Enum {
        return quote_spanned! {*span=>
            const _: () = {
                #[allow(unused_imports)]
                use __graph::OtherContent as _;
                __graph::check_enum(
                    __graph::EnumContent::<#ty>::INFO,
                    &[#(#accepted),*], &[#(#names),*], #other_type, #other_name,
                );
            };
        };
    }
    quote_spanned! {*span=>
        const _: () = {
            #[allow(unused_imports)]
            use __graph::FlattenedType as _;
            __graph::check_structure(
                __graph::FlattenedStruct::<#ty>::INFO,
                &[#(#accepted),*], &[#(#names),*], #other_type, #other_name,
            );
        };
    }
}

/// The type of the struct or enum is known, and is another one.
fn other_type(expected: &ExpectedContent) -> String {
    let ExpectedContent {
        holder, odata_type, ..
    } = expected;
    match expected.kind {
        ContentKind::Flattened => format!(
            "the flattened fields are properties of {holder}, and the struct is another type: correct its `type`"
        ),
        ContentKind::Variant => format!(
            "{holder} holds a struct whose type is neither `{odata_type}` nor derived from it, so there are no such objects: remove the variant, or correct the `type` of the struct"
        ),
        ContentKind::Enum | ContentKind::Flags => format!(
            "{holder} is `{odata_type}`, and this enum is another type: if it has the right members, add `#[graph_resource(type = \"{odata_type}\")]` to it"
        ),
        ContentKind::Structure => format!(
            "{holder} is `{odata_type}` or a type derived from it, and this struct is another type: if it has the right properties, add `#[graph_resource(type = \"…\")]` with one of these types to it"
        ),
    }
}

/// The type of the struct or enum is not known, and it has a name that the expected type does not have.
fn other_name(expected: &ExpectedContent) -> String {
    let ExpectedContent {
        holder, odata_type, ..
    } = expected;
    match expected.kind {
        ContentKind::Enum | ContentKind::Flags => format!(
            "{holder} is `{odata_type}`, which does not have all members of this enum: add `type = \"{odata_type}\"` to it, and the message names them"
        ),
        ContentKind::Variant => format!(
            "the schema does not know the type of the struct in {holder}: add `type = \"microsoft.graph.…\"` to the struct"
        ),
        ContentKind::Structure | ContentKind::Flattened => format!(
            "{holder} is `{odata_type}`, which does not have all properties of this struct: add `type = \"{odata_type}\"` to it, and the message names them"
        ),
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
