//! Values after a key.

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

/// `= "string"`. A string written as `: "string"` or `("string")` is reported and used nevertheless.
pub(super) fn string(
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
    errors: &mut Errors,
) -> syn::Result<LitStr> {
    if let Some(literal) = string_in_wrong_form(input) {
        let message = format!("expected `{key} = {:?}`", literal.value());
        errors.add(key, message);
        return Ok(literal);
    }
    let is_name = input.peek2(syn::Ident);
    let literal = value(input, key, example, |input| input.parse());
    literal.map_err(|error| {
        if is_name {
            let message = format!(
                "expected `{key} = {example}`: the value must be a string literal, not a constant or a macro"
            );
            syn::Error::new(error.span(), message)
        } else {
            error
        }
    })
}

/// The string of `: "string"` or `("string")`, which is consumed.
fn string_in_wrong_form(input: ParseStream<'_>) -> Option<LitStr> {
    let ahead = input.fork();
    if ahead.parse::<Token![:]>().is_ok() {
        let literal = ahead.parse::<LitStr>().ok()?;
        input.parse::<Token![:]>().ok()?;
        input.parse::<LitStr>().ok()?;
        return Some(literal);
    }
    let TokenTree::Group(group) = ahead.parse().ok()? else {
        return None;
    };
    let literal = syn::parse2(group.stream()).ok()?;
    input.parse::<TokenTree>().ok()?;
    Some(literal)
}

/// Skips the rest of an argument.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
