//! The arguments of the attribute.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitBool, LitStr, Token};

use crate::errors::Errors;
use crate::model::{Arguments, Reads, Version};
use crate::names;
use crate::parse::endpoints::addresses;
use crate::parse::template;
use crate::parse::value::{skip_to_comma, text, value};

/// The keys of the attribute.
pub(super) const KNOWN: &[&str] = &[
    "path",
    "collection",
    "get",
    "list",
    "delta",
    "content",
    "version",
    "select",
    "crate",
    "type",
    "closed",
];

/// What others call the path.
const PATHS: &[&str] = &["url", "uri", "endpoint", "route", "address", "resource"];

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
    let mut seen = Vec::new();
    while !input.is_empty() {
        if let Err(error) = argument(input, arguments, &mut seen, errors) {
            errors.push(error);
            skip_to_comma(input);
        } else if !input.is_empty() && !input.peek(Token![,]) {
            errors.push(input.error("expected `,` between two arguments"));
            // A key that stands where the comma is missing is read all the same.
            if !input.peek(Ident::peek_any) {
                skip_to_comma(input);
            }
        }
        let _ = input.parse::<Option<Token![,]>>();
    }
}

fn argument(
    input: ParseStream<'_>,
    arguments: &mut Arguments,
    seen: &mut Vec<&'static str>,
    errors: &mut Errors,
) -> syn::Result<()> {
    if input.peek(LitStr) {
        return path_without_key(input, arguments, errors);
    }
    let key = Ident::parse_any(input).map_err(|error| {
        syn::Error::new(
            error.span(),
            format!("expected a key: the keys are {}", quoted(KNOWN)),
        )
    })?;
    let Some(name) = known(&key, input, errors) else {
        skip_to_comma(input);
        return Ok(());
    };
    let misspelt = key.unraw() != name;
    if seen.contains(&name) {
        if misspelt {
            skip_to_comma(input);
            return Ok(());
        }
        errors.at(&key, twice(name));
    }
    if !misspelt {
        seen.push(name);
    }
    let key = Ident::new(name, key.span());
    match name {
        "path" => path(input, &key, arguments, errors)?,
        "get" => addresses(input, &key, Reads::One, arguments, errors)?,
        "list" => addresses(input, &key, Reads::Many, arguments, errors)?,
        "delta" => addresses(input, &key, Reads::Changes, arguments, errors)?,
        "content" => addresses(input, &key, Reads::Bytes, arguments, errors)?,
        "version" => arguments.version = version(&text(input, &key, "\"beta\"", errors)?, errors),
        "select" => arguments.select = Some(value(input, &key, "false", LitBool::parse)?),
        "crate" => {
            arguments.krate = Some(value(
                input,
                &key,
                "some::path",
                syn::Path::parse_mod_style,
            )?)
        }
        "type" => {
            arguments.odata_type = Some(text(input, &key, "\"microsoft.graph.user\"", errors)?)
        }
        "collection" => arguments.collection = Some(flag(input, key, errors)),
        _ => arguments.closed = Some(flag(input, key, errors)),
    }
    Ok(())
}

fn path_without_key(
    input: ParseStream<'_>,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> syn::Result<()> {
    let literal: LitStr = input.parse()?;
    errors.at(
        &literal,
        format!(
            "a path has its key before it: `path = {:?}`",
            literal.value()
        ),
    );
    if arguments.path.is_none() {
        arguments.path = Some(template::parse(&literal, errors));
    }
    Ok(())
}

/// A path that cannot be read still makes its methods.
fn path(
    input: ParseStream<'_>,
    key: &Ident,
    arguments: &mut Arguments,
    errors: &mut Errors,
) -> syn::Result<()> {
    match text(input, key, "\"/users/<userId>\"", errors) {
        Ok(literal) => arguments.path = Some(template::parse(&literal, errors)),
        Err(error) => {
            arguments
                .path
                .get_or_insert_with(|| template::unread(key.span()));
            return Err(error);
        }
    }
    Ok(())
}

fn flag(input: ParseStream<'_>, key: Ident, errors: &mut Errors) -> Ident {
    if input.peek(Token![=]) || input.peek(syn::token::Paren) {
        errors.push(input.error(format!("`{key}` takes no value: it stands alone")));
        skip_to_comma(input);
    }
    key
}

fn version(literal: &LitStr, errors: &mut Errors) -> Option<Version> {
    match literal.value().as_str() {
        "v1.0" => Some(Version::V1),
        "beta" => Some(Version::Beta),
        other => {
            errors.at(
                literal,
                format!("unknown version `{other}`: it is \"v1.0\" or \"beta\""),
            );
            None
        }
    }
}

/// The key that was meant; one that is no key, nor near one, is reported and passed over.
fn known(key: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> Option<&'static str> {
    let name = key.unraw().to_string();
    if let Some(known) = KNOWN.iter().find(|known| **known == name) {
        return Some(known);
    }
    if let Some(message) = said_elsewhere(&name) {
        errors.at(key, message);
        return None;
    }
    let near = if PATHS.contains(&name.as_str()) {
        Some("path")
    } else {
        names::nearest(&name, KNOWN)
    };
    let message = match (near, path_behind(input)) {
        (Some(known), _) => format!("unknown key `{name}`, did you mean `{known}`?"),
        (None, Some(path)) => format!(
            "unknown key `{name}`: an address with a method of its own is given by `get({name} = {path:?})` for one object, `list({name} = {path:?})` for a collection"
        ),
        (None, None) => format!("unknown key `{name}`: the keys are {}", quoted(KNOWN)),
    };
    errors.at(key, message);
    near
}

/// What is said in another way, or of another item.
fn said_elsewhere(name: &str) -> Option<String> {
    match name {
        "beta" => {
            Some("unknown key `beta`: the version is given by `version = \"beta\"`".to_owned())
        }
        "expand" | "skip" => Some(format!(
            "`{name}` is said of a field: put `#[graph({name})]` on it"
        )),
        "rename" | "rename_all" => Some(format!(
            "`{name}` is said to serde, and read there: `#[serde({name} = \"…\")]`"
        )),
        _ => None,
    }
}

/// The path in `= "/path"`, where that is what follows.
fn path_behind(input: ParseStream<'_>) -> Option<String> {
    let ahead = input.fork();
    ahead.parse::<Token![=]>().ok()?;
    let path = ahead.parse::<LitStr>().ok()?.value();
    path.starts_with('/').then_some(path)
}

fn twice(name: &str) -> String {
    match name {
        "get" | "list" | "delta" | "content" => {
            format!("`{name}` is given twice: one takes several, `{name}(a = \"/…\", b = \"/…\")`")
        }
        _ => format!("`{name}` is given twice: keep one"),
    }
}

fn quoted(names: &[&str]) -> String {
    names
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
