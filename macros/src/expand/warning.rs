//! Warnings about possible mistakes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use syn::ext::IdentExt;

use crate::check::property_names;
use crate::expand::scope::Scope;
use crate::model::{Struct, UnselectableAnnotation};

/// A warning at the span. On stable Rust a macro can only emit one as the use of something deprecated, here a constant
/// called `topic`. It is silenced by the lints that the user allows on the item.
pub(super) fn warning(scope: &Scope<'_>, topic: &str, span: Span, note: &str) -> TokenStream {
    let topic = Ident::new(topic, span);
    let user_allows = &scope.item.allow_attrs;
    let warning = quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #note)]
            const #topic: () = ();
            #topic
        };
    };
    quote!(#(#user_allows)* #warning)
}

/// Warns about paths that end in a slash, which is dropped.
pub(super) fn trailing_slashes(scope: &Scope<'_>) -> TokenStream {
    let arguments = &scope.item.arguments;
    let endpoints = arguments.endpoints.iter();
    let templates = endpoints.map(|endpoint| &endpoint.template);
    let note = "a trailing slash has no meaning and is dropped: remove it";
    arguments
        .path
        .iter()
        .chain(templates)
        .filter(|template| template.is_valid && template.has_trailing_slash())
        .map(|template| warning(scope, "TRAILING_SLASH", template.literal.span(), note))
        .collect()
}

/// Warns about annotations that the derived `$select` may keep the service from sending.
pub(super) fn unselectable_annotations(scope: &Scope<'_>, parsed: &Struct) -> TokenStream {
    if !scope.is_valid || !parsed.may_select() || scope.item.arguments.disables_select() {
        return TokenStream::new();
    }
    let annotations = parsed.unselectable.iter();
    annotations
        .map(|annotation| unselectable_annotation(scope, annotation))
        .collect()
}

/// `#[allow(deprecated)]` on the field silences it too.
fn unselectable_annotation(scope: &Scope<'_>, annotation: &UnselectableAnnotation) -> TokenStream {
    let note = format!(
        "the derived `$select` cannot name the annotation `{}`, so the service may leave it out: add `select = false` to `#[graph_resource]`, or `#[allow(deprecated)]` to this field if the service sends it anyway",
        annotation.name
    );
    let span = annotation.ident.span();
    let warning = warning(scope, "UNSELECTED_ANNOTATION", span, &note);
    let allow_attrs = &annotation.attrs;
    quote!(#(#allow_attrs)* #warning)
}

/// Warns about names in Pascal case, which only columns and attributes that people have named can have.
pub(super) fn pascal_case(scope: &Scope<'_>, parsed: &Struct) -> Option<TokenStream> {
    let rule = parsed.serde.rename_all.as_ref()?;
    let example = property_names::unlike_graph(parsed)?;
    if !scope.is_valid || !property_names::may_be_columns(scope.item, parsed) {
        return None;
    }
    let note = format!(
        "this rule converts `{}` to `{}`, but Graph's own names are lower camel case: write `\"camelCase\"`, or add `#[allow(deprecated)]` to the struct if these are columns of SharePoint or custom security attributes",
        example.ident.unraw(),
        example.name
    );
    Some(warning(scope, "PASCAL_CASE", rule.span(), &note))
}
