//! The arguments of the attribute.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitBool, LitStr, Token};

use crate::errors::Errors;
use crate::model::{Address, Arguments, Reads, Version};
use crate::names;
use crate::parse::template;

const KNOWN: &[&str] =
    &["path", "collection", "get", "list", "delta", "content", "version", "select", "crate", "type", "closed"];

/// Reads the arguments that the shell has handed on.
pub(crate) fn read(attrs: &[Attribute], errors: &mut Errors) -> Arguments {
    let mut arguments = Arguments::default();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("graph")) {
        let read = attr.parse_args_with(|input: ParseStream<'_>| {
            let wrapper = Ident::parse_any(input)?;
            if wrapper == "__derived" {
                arguments.derived = true;
                return Ok(());
            }
            if wrapper != "__arguments" {
                let message =
                    "`#[graph(…)]` goes on fields; what is said of the whole type goes into `#[graph_resource(…)]`";
                return Err(syn::Error::new(wrapper.span(), message));
            }
            let inner;
            syn::parenthesized!(inner in input);
            list(&inner, &mut arguments, errors);
            Ok(())
        });
        if let Err(error) = read {
            errors.push(error);
        }
    }
    arguments
}

/// Reads `key`, `key = value` and commas between, past whatever is wrong.
fn list(input: ParseStream<'_>, arguments: &mut Arguments, errors: &mut Errors) {
    let mut seen: Vec<Ident> = Vec::new();
    while !input.is_empty() {
        if let Err(error) = argument(input, arguments, &mut seen, errors) {
            errors.push(error);
            skip_to_comma(input);
        } else if !input.is_empty() && !input.peek(Token![,]) {
            errors.push(input.error("expected `,` between two arguments"));
            skip_to_comma(input);
        }
        let _ = input.parse::<Option<Token![,]>>();
    }
}

fn argument(
    input: ParseStream<'_>,
    arguments: &mut Arguments,
    seen: &mut Vec<Ident>,
    errors: &mut Errors,
) -> syn::Result<()> {
    if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        let message = format!("a path has its key before it: `path = {:?}`", literal.value());
        return Err(syn::Error::new(literal.span(), message));
    }
    let key = Ident::parse_any(input)?;
    let name = key.to_string();
    if seen.contains(&key) {
        errors.at(&key, format!("`{name}` is given twice"));
    }
    seen.push(key.clone());
    match name.as_str() {
        "path" => arguments.path = Some(template::parse(&value(input, &key, "\"/users/<userId>\"")?, errors)),
        "get" => addresses(input, &key, Reads::One, arguments, errors)?,
        "list" => addresses(input, &key, Reads::Many, arguments, errors)?,
        "delta" => addresses(input, &key, Reads::Changes, arguments, errors)?,
        "content" => addresses(input, &key, Reads::Bytes, arguments, errors)?,
        "collection" => arguments.collection = Some(key),
        "closed" => arguments.closed = Some(key),
        "version" => arguments.version = version(&value(input, &key, "\"beta\"")?, errors),
        "select" => arguments.select = Some(value::<LitBool>(input, &key, "false")?.value),
        "crate" => arguments.krate = Some(value_with(input, &key, "some::path", syn::Path::parse_mod_style)?),
        "type" => arguments.odata_type = Some(value(input, &key, "\"microsoft.graph.user\"")?),
        _ => return Err(syn::Error::new(key.span(), unknown(&name))),
    }
    Ok(())
}

/// `(name = "/path", …)`
fn addresses(
    input: ParseStream<'_>,
    key: &Ident,
    reads: Reads,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> syn::Result<()> {
    let expected = || format!("expected `{key}(name = \"/path\")`, where `name` becomes the method");
    if !input.peek(syn::token::Paren) {
        return Err(syn::Error::new(key.span(), expected()));
    }
    let inner;
    syn::parenthesized!(inner in input);
    if inner.is_empty() {
        errors.at(key, expected());
    }
    while !inner.is_empty() {
        let read =
            Ident::parse_any(&inner).map_err(|error| syn::Error::new(error.span(), expected())).and_then(|method| {
                let literal = value(&inner, &method, "\"/path\"")?;
                Ok(Address { method, reads, template: template::parse(&literal, errors) })
            });
        match read {
            Ok(address) => arguments.further.push(address),
            Err(error) => {
                errors.push(error);
                skip_to_comma(&inner);
            }
        }
        if !inner.is_empty() && inner.parse::<Token![,]>().is_err() {
            errors.push(inner.error("expected `,` between two addresses"));
            skip_to_comma(&inner);
        }
    }
    Ok(())
}

/// What stands behind the `=`.
fn value<T: Parse>(input: ParseStream<'_>, key: &Ident, example: &str) -> syn::Result<T> {
    value_with(input, key, example, T::parse)
}

fn value_with<T>(
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
    parse: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> syn::Result<T> {
    let expected = format!("expected `{key} = {example}`");
    if input.parse::<Token![=]>().is_err() {
        return Err(syn::Error::new(key.span(), expected));
    }
    let span = if input.is_empty() { key.span() } else { input.span() };
    parse(input).map_err(|_| syn::Error::new(span, expected))
}

fn version(literal: &LitStr, errors: &mut Errors) -> Option<Version> {
    match literal.value().as_str() {
        "v1.0" => Some(Version::V1),
        "beta" => Some(Version::Beta),
        other => {
            errors.at(literal, format!("unknown version `{other}`: it is \"v1.0\" or \"beta\""));
            None
        }
    }
}

fn unknown(name: &str) -> String {
    match names::nearest(name, KNOWN) {
        Some(known) => format!("unknown key `{name}`, did you mean `{known}`?"),
        None => format!("unknown key `{name}`: the keys are {}", quoted(KNOWN)),
    }
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<proc_macro2::TokenTree>().is_err() {
            return;
        }
    }
}
