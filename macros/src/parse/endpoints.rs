//! Addresses with methods of their own: `get(me = "/me")`.

use proc_macro2::{Ident, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use crate::errors::Errors;
use crate::model::{Address, Arguments, Reads};
use crate::names;
use crate::parse::template;
use crate::parse::value::{skip_to_comma, text};

/// `(name = "/path", …)`
pub(super) fn addresses(
    input: ParseStream<'_>,
    key: &Ident,
    reads: Reads,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> syn::Result<()> {
    if !input.peek(syn::token::Paren) {
        let path = path_ahead(input);
        let flag = if key == "list" && path.is_none() {
            "; a `path` that leads to a collection says `collection`"
        } else {
            ""
        };
        let error = syn::Error::new(key.span(), expected(key, path) + flag);
        skip_to_comma(input);
        return Err(error);
    }
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        errors.at(key, expected(key, None));
    }
    while !inner.is_empty() {
        match address(&inner, key, reads, errors) {
            Ok(Some(address)) => arguments.further.push(address),
            Ok(None) => {}
            Err(error) => {
                errors.push(error);
                skip_to_comma(&inner);
            }
        }
        if !inner.is_empty() && inner.parse::<Token![,]>().is_err() {
            errors.push(inner.error("expected `,` between two addresses"));
            if !inner.peek(Ident::peek_any) {
                skip_to_comma(&inner);
            }
        }
    }
    Ok(())
}

/// `name = "/path"`; an address that cannot be read still makes its method.
fn address(
    input: ParseStream<'_>,
    key: &Ident,
    reads: Reads,
    errors: &mut Errors,
) -> syn::Result<Option<Address>> {
    if let Ok(path) = input.fork().parse::<LitStr>() {
        return Err(syn::Error::new(
            path.span(),
            expected(key, Some(path.value())),
        ));
    }
    let written = Ident::parse_any(input)
        .map_err(|error| syn::Error::new(error.span(), expected(key, None)))?;
    let template = match text(input, &written, "\"/path\"", errors) {
        Ok(literal) => template::parse(&literal, errors),
        Err(error) => {
            errors.push(error);
            skip_to_comma(input);
            template::unread(written.span())
        }
    };
    Ok(method(&written, errors).map(|method| Address {
        method,
        reads,
        template,
    }))
}

/// The name of a method; of a keyword, as near to it as can be.
fn method(written: &Ident, errors: &mut Errors) -> Option<Ident> {
    if syn::parse_str::<Ident>(&written.to_string()).is_ok() {
        return Some(written.clone());
    }
    let possible = names::identifier(&written.to_string(), written.span());
    let fix = possible.as_ref().map_or_else(
        || "give the method another name".to_owned(),
        |name| format!("write `{name}`"),
    );
    errors.at(
        written,
        format!("`{written}` is a keyword, which no method can be called: {fix}"),
    );
    possible
}

fn expected(key: &Ident, path: Option<String>) -> String {
    let (name, path) = match path {
        Some(path) => (name_for(&path).unwrap_or_else(|| "name".to_owned()), path),
        None => ("name".to_owned(), "/path".to_owned()),
    };
    format!("expected `{key}({name} = {path:?})`, where `{name}` becomes the method")
}

/// A method's name after the last name in a path: `/me/manager` → `manager`.
fn name_for(path: &str) -> Option<String> {
    let last = path
        .rsplit('/')
        .find(|segment| segment.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let name = last.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    names::argument(name, proc_macro2::Span::call_site()).map(|ident| ident.to_string())
}

/// The text among the tokens of this argument.
fn path_ahead(input: ParseStream<'_>) -> Option<String> {
    let ahead = input.fork();
    while !ahead.is_empty() && !ahead.peek(Token![,]) {
        if let Ok(literal) = ahead.parse::<LitStr>() {
            return Some(literal.value());
        }
        ahead.parse::<TokenTree>().ok()?;
    }
    None
}
