//! What is doubtful and may yet be right: a warning and no error.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::expand::scope::Scope;

/// A warning there. The only one that stable Rust lets a macro give is that of a use of what is deprecated; `about` is the
/// name of that. The lints that the user allows for the item are allowed here.
pub(super) fn warning(scope: &Scope<'_>, about: &str, span: Span, note: &str) -> TokenStream {
    let about = Ident::new(about, span);
    let allowed = &scope.item.allowed;
    let warning = quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #note)]
            const #about: () = ();
            #about
        };
    };
    quote!(#(#allowed)* #warning)
}

/// A slash at the end of a path, which is dropped.
pub(super) fn slashes(scope: &Scope<'_>) -> TokenStream {
    let arguments = &scope.item.arguments;
    let templates = arguments
        .path
        .iter()
        .chain(arguments.further.iter().map(|address| &address.template));
    let dropped = templates.filter(|template| {
        template.sound
            && template.literal.value().len() > 1
            && template.literal.value().ends_with('/')
    });
    let note = "a slash at the end of a path says nothing and is dropped: take it away";
    dropped
        .map(|template| warning(scope, "SLASH_AT_THE_END", template.literal.span(), note))
        .collect()
}
