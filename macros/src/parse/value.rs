//! What stands behind a key.

use proc_macro2::{Ident, TokenTree};
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use crate::errors::Errors;

/// `= value`
pub(super) fn value<T>(
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let expected = format!("expected `{key} = {example}`");
    if input.parse::<Token![=]>().is_err() {
        return Err(syn::Error::new(key.span(), expected));
    }
    let span = if input.is_empty() || input.peek(Token![,]) {
        key.span()
    } else {
        input.span()
    };
    parse(input).map_err(|_| syn::Error::new(span, expected))
}

/// `= "text"`. What was written as `: "text"` or `("text")` is reported and read all the same.
pub(super) fn text(
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
    errors: &mut Errors,
) -> syn::Result<LitStr> {
    if let Some(literal) = text_behind_another_sign(input) {
        errors.at(key, format!("expected `{key} = {:?}`", literal.value()));
        return Ok(literal);
    }
    let names_something = input.peek2(syn::Ident);
    value(input, key, example, |input| input.parse()).map_err(|error| match names_something {
        true => syn::Error::new(
            error.span(),
            format!("expected `{key} = {example}`, a text in quotes: constants and macros are not known here yet"),
        ),
        false => error,
    })
}

fn text_behind_another_sign(input: ParseStream<'_>) -> Option<LitStr> {
    let ahead = input.fork();
    let literal = if input.peek(Token![:]) {
        ahead.parse::<Token![:]>().ok()?;
        ahead.parse::<LitStr>().ok()?
    } else if let Ok(TokenTree::Group(group)) = ahead.parse() {
        syn::parse2(group.stream()).ok()?
    } else {
        return None;
    };
    // The same tokens again, in the stream itself.
    for _ in 0..if input.peek(Token![:]) { 2 } else { 1 } {
        input.parse::<TokenTree>().ok()?;
    }
    Some(literal)
}

/// Passes over what cannot be read.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
