//! The options in `#[graph(…)]` on a field.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Path, Token};

use crate::errors::Errors;
use crate::names;
use crate::parse::arguments;
use crate::parse::serde::skip_value;

/// The options of a field.
#[derive(Default)]
pub(super) struct Options {
    pub(super) expand: Option<Path>,
    /// What `$expand` names, where that is not the property alone.
    pub(super) path: Option<LitStr>,
    pub(super) skip: Option<Path>,
}

const KNOWN: &[&str] = &["expand", "skip"];

/// What is said to serde, since names in queries and names in JSON are one thing.
const OF_SERDE: &[&str] = &[
    "rename",
    "rename_all",
    "alias",
    "default",
    "flatten",
    "with",
    "deserialize_with",
    "skip_deserializing",
];

impl Options {
    pub(super) fn read(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = Options::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("graph")) {
            if !matches!(attr.meta, syn::Meta::List(_)) {
                errors.at(
                    &attr.meta,
                    "expected `#[graph(expand)]` or `#[graph(skip)]`",
                );
                continue;
            }
            if let Err(error) = attr.parse_nested_meta(|meta| options.option(&meta, errors)) {
                errors.push(error);
            }
        }
        options
    }

    fn option(&mut self, meta: &ParseNestedMeta<'_>, errors: &mut Errors) -> syn::Result<()> {
        let path = meta.path.clone();
        if path.is_ident("expand") {
            if self.expand.replace(path).is_some() {
                errors.at(&meta.path, "`expand` is given twice: keep one");
            }
            return self.expansion(meta, errors);
        }
        if path.is_ident("skip") {
            if self.skip.replace(path).is_some() {
                errors.at(&meta.path, "`skip` is given twice: keep one");
            }
            return Ok(());
        }
        let value = value_behind(meta);
        errors.at(&path, unknown(&path, &value));
        skip_value(meta)
    }

    fn expansion(&mut self, meta: &ParseNestedMeta<'_>, errors: &mut Errors) -> syn::Result<()> {
        if meta.input.peek(syn::token::Paren) {
            let message = "options of an expansion are given in the query, `.expand(f.name.expand().top(5))`; what is selected are the fields of its type";
            errors.at(&meta.path, message);
            return skip_value(meta);
        }
        if !meta.input.peek(Token![=]) {
            return Ok(());
        }
        let input = meta.value()?;
        let span = if input.is_empty() {
            meta.path.get_ident().map(|ident| ident.span())
        } else {
            Some(input.span())
        };
        let expected = "expected `expand`, or `expand = \"microsoft.graph.eventMessage/event\"` for a property behind a cast";
        match input.parse::<LitStr>() {
            Ok(literal) => {
                self.path = check_path(literal, errors);
                Ok(())
            }
            Err(error) => Err(syn::Error::new(
                span.unwrap_or_else(|| error.span()),
                expected,
            )),
        }
    }
}

/// What `$expand` names: names and casts with slashes between, and nothing else.
fn check_path(literal: LitStr, errors: &mut Errors) -> Option<LitStr> {
    let text = literal.value();
    let is_path = text.split('/').all(|step| {
        step.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && step
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    });
    if is_path {
        return Some(literal);
    }
    let message = "`$expand` names a property, perhaps behind a cast: `manager`, `microsoft.graph.eventMessage/event`; its options are given in the query";
    errors.at(&literal, message);
    None
}

/// ` = "value"`, where that is what follows.
fn value_behind(meta: &ParseNestedMeta<'_>) -> String {
    let ahead = meta.input.fork();
    let value = ahead
        .parse::<Token![=]>()
        .and_then(|_| ahead.parse::<LitStr>());
    value.map_or_else(|_| String::new(), |value| format!(" = {:?}", value.value()))
}

fn unknown(path: &Path, value: &str) -> String {
    let name = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect::<Vec<_>>()
        .join("::");
    if OF_SERDE.contains(&name.as_str()) {
        return format!("`{name}` is said to serde, and read there: `#[serde({name}{value})]`");
    }
    if arguments::KNOWN.contains(&name.as_str()) {
        return format!("`{name}` is said of the whole type: `#[graph_resource({name}{value})]`");
    }
    match names::nearest(&name, KNOWN) {
        Some(known) => format!("unknown option `{name}`, did you mean `{known}`?"),
        None => {
            format!("unknown option `{name}`: a field takes `#[graph(expand)]` or `#[graph(skip)]`")
        }
    }
}
