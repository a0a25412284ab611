//! Endpoints with methods of their own: `get(me = "/me")`.

use proc_macro2::{Ident, Span, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use crate::errors::Errors;
use crate::model::{Endpoint, ReadKind};
use crate::names;
use crate::parse::template;
use crate::parse::value::{skip_to_comma, string};

/// `(name = "/path", …)`; those of actions may begin with `idempotent`.
pub(super) fn endpoints(
    input: ParseStream<'_>,
    key: &Ident,
    reads: ReadKind,
    errors: &mut Errors,
) -> syn::Result<Vec<Endpoint>> {
    if !input.peek(syn::token::Paren) {
        let message = missing_parentheses(input, key);
        skip_to_comma(input);
        return Err(syn::Error::new(key.span(), message));
    }
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        errors.add(key, expected(key, None));
    }
    let reads = with_idempotence(&inner, reads)?;
    let mut endpoints = Vec::new();
    while !inner.is_empty() {
        match endpoint(&inner, key, reads, errors) {
            Ok(endpoint) => endpoints.extend(endpoint),
            Err(error) => {
                errors.push(error);
                skip_to_comma(&inner);
            }
        }
        if !inner.is_empty() && inner.parse::<Token![,]>().is_err() {
            errors.push(inner.error("expected `,` between two endpoints"));
            if !inner.peek(Ident::peek_any) {
                skip_to_comma(&inner);
            }
        }
    }
    Ok(endpoints)
}

/// `idempotent, …`, which applies to all actions of the argument.
fn with_idempotence(input: ParseStream<'_>, reads: ReadKind) -> syn::Result<ReadKind> {
    let ahead = input.fork();
    let is_flag = reads.is_action()
        && ahead
            .parse::<Ident>()
            .is_ok_and(|ident| ident == IDEMPOTENT)
        && !ahead.peek(Token![=]);
    if !is_flag {
        return Ok(reads);
    }
    let flag: Ident = input.parse()?;
    if input.is_empty() {
        let message = "`idempotent` describes the actions after it: write `action(idempotent, name = \"/path\")`";
        return Err(syn::Error::new(flag.span(), message));
    }
    input.parse::<Token![,]>()?;
    Ok(ReadKind::Action {
        is_idempotent: true,
    })
}

const IDEMPOTENT: &str = "idempotent";

fn missing_parentheses(input: ParseStream<'_>, key: &Ident) -> String {
    match path_in_argument(input) {
        None if key == "list" => {
            let expected = expected(key, None);
            format!("{expected}; if the `path` is a collection, write `collection` instead")
        }
        path => expected(key, path),
    }
}

/// `name = "/path"`. An invalid path still generates the method.
fn endpoint(
    input: ParseStream<'_>,
    key: &Ident,
    reads: ReadKind,
    errors: &mut Errors,
) -> syn::Result<Option<Endpoint>> {
    if let Ok(path) = input.fork().parse::<LitStr>() {
        let message = expected(key, Some(path.value()));
        return Err(syn::Error::new(path.span(), message));
    }
    let written = Ident::parse_any(input)
        .map_err(|error| syn::Error::new(error.span(), expected(key, None)))?;
    let template = match string(input, &written, "\"/path\"", errors) {
        Ok(literal) => template::parse(&literal, errors),
        Err(error) => {
            errors.push(error);
            skip_to_comma(input);
            template::missing(written.span())
        }
    };
    let Some(method) = method_name(&written, errors) else {
        return Ok(None);
    };
    Ok(Some(Endpoint {
        method,
        reads,
        template,
    }))
}

/// The name of the method. A keyword is reported, and made an identifier if possible.
fn method_name(written: &Ident, errors: &mut Errors) -> Option<Ident> {
    let name = written.to_string();
    if syn::parse_str::<Ident>(&name).is_ok() {
        return Some(written.clone());
    }
    let identifier = names::identifier(&name, written.span());
    let fix = match &identifier {
        Some(identifier) => format!("write `{identifier}`"),
        None => "choose another name".to_owned(),
    };
    let message = format!("`{written}` is a keyword and cannot name a method: {fix}");
    errors.add(written, message);
    identifier
}

fn expected(key: &Ident, path: Option<String>) -> String {
    let name = path.as_deref().and_then(name_for_path);
    let name = name.unwrap_or_else(|| "name".to_owned());
    let path = path.unwrap_or_else(|| "/path".to_owned());
    format!("expected `{key}({name} = {path:?})`, where `{name}` is the name of the method")
}

/// The last name in a path, as a method's name: `/me/manager` → `manager`.
fn name_for_path(path: &str) -> Option<String> {
    let last = path
        .rsplit('/')
        .find(|segment| segment.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let name = last.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    let ident = names::argument(name, Span::call_site())?;
    Some(ident.to_string())
}

/// The first string among the tokens of this argument.
fn path_in_argument(input: ParseStream<'_>) -> Option<String> {
    let ahead = input.fork();
    while !ahead.is_empty() && !ahead.peek(Token![,]) {
        if let Ok(literal) = ahead.parse::<LitStr>() {
            return Some(literal.value());
        }
        ahead.parse::<TokenTree>().ok()?;
    }
    None
}
