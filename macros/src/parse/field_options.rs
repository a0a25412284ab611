//! The options in `#[graph(…)]` on a field.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Path, Token};

use crate::errors::Errors;
use crate::model::EdmType;
use crate::names;
use crate::parse::edm_types;
use crate::parse::keys;
use crate::parse::serde_attrs::skip_value;

pub(super) const OPTIONS: &[&str] = &["expand", "skip", "type", "unchecked"];

/// Serde's options that users may expect here.
const SERDE_OPTIONS: &[&str] = &[
    "rename",
    "rename_all",
    "alias",
    "default",
    "flatten",
    "with",
    "deserialize_with",
    "skip_deserializing",
];

/// The options of a field.
#[derive(Default)]
pub(super) struct FieldOptions {
    pub(super) expand: Option<Path>,
    /// The path in `$expand`, if it is not the property's name alone.
    pub(super) path: Option<LitStr>,
    pub(super) skip: Option<Path>,
    /// Whether the schema does not know the property.
    pub(super) unchecked: Option<Path>,
    /// The OData type of the property.
    pub(super) edm_type: Option<EdmType>,
}

impl FieldOptions {
    pub(super) fn parse(attrs: &[Attribute], errors: &mut Errors) -> Self {
        let mut options = FieldOptions::default();
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("graph")) {
            if !matches!(attr.meta, syn::Meta::List(_)) {
                errors.add(
                    &attr.meta,
                    "expected `#[graph(expand)]`, `#[graph(skip)]`, `#[graph(type = \"Edm.String\")]` or `#[graph(unchecked)]`",
                );
                continue;
            }
            if let Err(error) = attr.parse_nested_meta(|meta| options.parse_one(&meta, errors)) {
                errors.push(error);
            }
        }
        options
    }

    fn parse_one(&mut self, meta: &ParseNestedMeta<'_>, errors: &mut Errors) -> syn::Result<()> {
        let path = meta.path.clone();
        if path.is_ident("expand") {
            if self.expand.replace(path).is_some() {
                errors.add(&meta.path, keys::duplicate_key("expand"));
            }
            return self.parse_expand(meta, errors);
        }
        if path.is_ident("skip") {
            if self.skip.replace(path).is_some() {
                errors.add(&meta.path, keys::duplicate_key("skip"));
            }
            return Ok(());
        }
        if path.is_ident("unchecked") {
            if self.unchecked.replace(path).is_some() {
                errors.add(&meta.path, keys::duplicate_key("unchecked"));
            }
            return Ok(());
        }
        if path.is_ident("type") {
            return self.parse_type(meta, errors);
        }
        errors.add(&path, unknown_option(&path, &following_value(meta)));
        skip_value(meta)
    }

    /// Parses the value after `type`.
    fn parse_type(&mut self, meta: &ParseNestedMeta<'_>, errors: &mut Errors) -> syn::Result<()> {
        let literal = meta.value().and_then(|input| input.parse::<LitStr>());
        let literal = literal
            .map_err(|_| syn::Error::new_spanned(&meta.path, "expected `type = \"Edm.String\"`"))?;
        match edm_types::parse(&literal) {
            Ok(edm_type) => {
                if self.edm_type.replace(edm_type).is_some() {
                    errors.add(&meta.path, keys::duplicate_key("type"));
                }
            }
            Err(message) => errors.add(&literal, message),
        }
        Ok(())
    }

    /// Parses the value after `expand`.
    fn parse_expand(&mut self, meta: &ParseNestedMeta<'_>, errors: &mut Errors) -> syn::Result<()> {
        if meta.input.peek(syn::token::Paren) {
            let message = "expand options belong to the query: write `.expand(f.name.expand().top(5))`; the fields of the nested type are selected automatically";
            errors.add(&meta.path, message);
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
        let literal = input.parse::<LitStr>().map_err(|error| {
            let message = "expected `expand`, or `expand = \"microsoft.graph.eventMessage/event\"` for a property of a derived type";
            syn::Error::new(span.unwrap_or_else(|| error.span()), message)
        })?;
        if is_expand_path(&literal.value()) {
            self.path = Some(literal);
        } else {
            self.path = None;
            let message = "expected a property name, with a type cast if needed: `manager` or `microsoft.graph.eventMessage/event`";
            errors.add(&literal, message);
        }
        Ok(())
    }
}

/// Names of properties and types, separated by slashes.
fn is_expand_path(path: &str) -> bool {
    path.split('/').all(|step| {
        step.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && step
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    })
}

/// ` = "value"`, if that is next.
fn following_value(meta: &ParseNestedMeta<'_>) -> String {
    let ahead = meta.input.fork();
    if ahead.parse::<Token![=]>().is_err() {
        return String::new();
    }
    match ahead.parse::<LitStr>() {
        Ok(value) => format!(" = {:?}", value.value()),
        Err(_) => String::new(),
    }
}

fn unknown_option(path: &Path, value: &str) -> String {
    let segments: Vec<String> = path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let name = segments.join("::");
    if SERDE_OPTIONS.contains(&name.as_str()) {
        return format!("`{name}` belongs to serde: write `#[serde({name}{value})]`");
    }
    if keys::KEYS.contains(&name.as_str()) {
        return format!(
            "`{name}` belongs on the type: write `#[graph_resource({name}{value})]` there"
        );
    }
    match names::nearest(&name, OPTIONS) {
        Some(known) => format!("unknown option `{name}`, did you mean `{known}`?"),
        None => {
            format!("unknown option `{name}`, expected `expand`, `skip`, `type` or `unchecked`")
        }
    }
}
