//! The arguments of the attribute.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitBool, LitStr, Token};

use crate::errors::Errors;
use crate::model::{Arguments, ReadKind, Version};
use crate::parse::endpoints::endpoints;
use crate::parse::keys;
use crate::parse::permissions::permissions;
use crate::parse::template;
use crate::parse::value::{skip_to_comma, string, value};

/// Parses the arguments that the shell has passed on.
pub(super) fn parse(attrs: &[Attribute], is_enum: bool, errors: &mut Errors) -> Arguments {
    let mut parser = Parser {
        arguments: Arguments::default(),
        seen: Vec::new(),
        guessed_flags: Vec::new(),
        has_arguments: false,
        errors,
    };
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("graph")) {
        let parsed = attr.parse_args_with(|input: ParseStream<'_>| parser.parse_attr(input));
        if let Err(error) = parsed {
            parser.errors.push(error);
        }
    }
    parser.apply_guessed_flags(is_enum);
    if !parser.has_arguments {
        let message = "the derive is internal: write the attribute `#[graph_resource(path = \"/users/<userId>\")]` instead";
        parser
            .errors
            .push(syn::Error::new(Span::call_site(), message));
    }
    parser.arguments
}

/// What to write instead of `#[graph(path = "…")]` on a type.
fn on_the_type(key: &Ident, input: ParseStream<'_>) -> String {
    let name = key.unraw().to_string();
    let argument = if keys::KEYS.contains(&name.as_str()) {
        let value: String = input.cursor().token_stream().to_string();
        format!("{name} {value}")
    } else {
        "…".to_owned()
    };
    format!(
        "`#[graph(…)]` only applies to fields: write `#[graph_resource({})]` on the type",
        argument.trim_end()
    )
}

struct Parser<'a> {
    arguments: Arguments,
    /// The keys so far.
    seen: Vec<&'static str>,
    /// The flags that are spelled wrong.
    guessed_flags: Vec<Ident>,
    /// Whether the shell has passed on its arguments.
    has_arguments: bool,
    errors: &'a mut Errors,
}

impl Parser<'_> {
    /// `__arguments(…)` or `__derived`
    fn parse_attr(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let wrapper = Ident::parse_any(input)?;
        if wrapper == "__derived" {
            self.arguments.has_proxy = true;
            return Ok(());
        }
        if wrapper != "__arguments" {
            let message = on_the_type(&wrapper, input);
            return Err(syn::Error::new(wrapper.span(), message));
        }
        self.has_arguments = true;
        let inner;
        syn::parenthesized!(inner in input);
        self.seen.clear();
        self.parse_list(&inner);
        Ok(())
    }

    /// Parses `key` and `key = value`, separated by commas. Skips invalid ones.
    fn parse_list(&mut self, input: ParseStream<'_>) {
        while !input.is_empty() {
            if let Err(error) = self.parse_argument(input) {
                self.errors.push(error);
                skip_to_comma(input);
            } else if !input.is_empty() && !input.peek(Token![,]) {
                self.errors
                    .push(input.error("expected `,` between two arguments"));
                // The next key may follow a missing comma.
                if !input.peek(Ident::peek_any) {
                    skip_to_comma(input);
                }
            }
            let _ = input.parse::<Option<Token![,]>>();
        }
    }

    fn parse_argument(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        if input.peek(LitStr) {
            return self.parse_path_without_key(input);
        }
        let key = Ident::parse_any(input).map_err(|error| {
            let message = format!("expected a key, one of {}", keys::listed());
            syn::Error::new(error.span(), message)
        })?;
        let Some(name) = keys::resolve(&key, input, self.errors) else {
            skip_to_comma(input);
            return Ok(());
        };
        let is_misspelled = key.unraw() != name;
        if self.seen.contains(&name) {
            if is_misspelled {
                skip_to_comma(input);
                return Ok(());
            }
            self.errors.add(&key, keys::duplicate_key(name));
        }
        let key = Ident::new(name, key.span());
        if is_misspelled && matches!(name, "collection" | "closed") {
            let flag = self.parse_flag(input, &key);
            self.guessed_flags.push(flag);
            return Ok(());
        }
        if !is_misspelled {
            self.seen.push(name);
        }
        self.parse_value(name, &key, input)
    }

    /// Sets the flags that are spelled wrong, unless they could not be meant: one suggestion to write a flag and another
    /// one to remove it would contradict each other.
    fn apply_guessed_flags(&mut self, is_enum: bool) {
        let path = self.arguments.path.as_ref();
        let may_be_collection = path.is_some_and(|path| !(path.is_valid && path.ends_in_key()));
        for flag in std::mem::take(&mut self.guessed_flags) {
            if flag == "collection" && may_be_collection {
                self.arguments.collection = Some(flag);
            } else if flag == "closed" && is_enum {
                self.arguments.closed = Some(flag);
            }
        }
    }

    fn parse_value(&mut self, name: &str, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match name {
            "path" => self.parse_path(input, key)?,
            "get" => self.parse_endpoints(input, key, ReadKind::Object)?,
            "list" => self.parse_endpoints(input, key, ReadKind::Collection)?,
            "delta" => self.parse_endpoints(input, key, ReadKind::Delta)?,
            "content" => self.parse_endpoints(input, key, ReadKind::Content)?,
            "action" => {
                let reads = ReadKind::Action {
                    is_idempotent: false,
                };
                self.parse_endpoints(input, key, reads)?;
            }
            "version" => {
                let literal = string(input, key, "\"beta\"", self.errors)?;
                self.arguments.version = self.parse_version(&literal);
            }
            "select" => self.arguments.select = Some(value(input, key, "false", LitBool::parse)?),
            "schema" => self.arguments.schema = Some(value(input, key, "false", LitBool::parse)?),
            "crate" => {
                let path = value(input, key, "some::path", syn::Path::parse_mod_style)?;
                self.arguments.krate = Some(path);
            }
            "type" => {
                let literal = string(input, key, "\"microsoft.graph.user\"", self.errors)?;
                self.arguments.odata_type = Some(literal);
            }
            "permissions" => {
                let permissions = permissions(input, key, self.errors)?;
                self.arguments.permissions = Some(permissions);
            }
            "collection" => self.arguments.collection = Some(self.parse_flag(input, key)),
            _ => self.arguments.closed = Some(self.parse_flag(input, key)),
        }
        Ok(())
    }

    fn parse_endpoints(
        &mut self,
        input: ParseStream<'_>,
        key: &Ident,
        reads: ReadKind,
    ) -> syn::Result<()> {
        let parsed = endpoints(input, key, reads, self.errors)?;
        self.arguments.endpoints.extend(parsed);
        Ok(())
    }

    fn parse_path_without_key(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let literal: LitStr = input.parse()?;
        let message = format!("missing key: write `path = {:?}`", literal.value());
        self.errors.add(&literal, message);
        if self.arguments.path.is_none() {
            self.arguments.path = Some(template::parse(&literal, self.errors));
        }
        Ok(())
    }

    /// An invalid path still generates its methods.
    fn parse_path(&mut self, input: ParseStream<'_>, key: &Ident) -> syn::Result<()> {
        match string(input, key, "\"/users/<userId>\"", self.errors) {
            Ok(literal) => {
                self.arguments.path = Some(template::parse(&literal, self.errors));
                Ok(())
            }
            Err(error) => {
                if self.arguments.path.is_none() {
                    self.arguments.path = Some(template::missing(key.span()));
                }
                Err(error)
            }
        }
    }

    fn parse_flag(&mut self, input: ParseStream<'_>, key: &Ident) -> Ident {
        if input.peek(Token![=]) || input.peek(syn::token::Paren) {
            let message = format!("`{key}` takes no value: write `{key}` alone");
            self.errors.push(input.error(message));
            skip_to_comma(input);
        }
        key.clone()
    }

    fn parse_version(&mut self, literal: &LitStr) -> Option<Version> {
        match literal.value().as_str() {
            "v1.0" => Some(Version::V1),
            "beta" => Some(Version::Beta),
            other => {
                let message =
                    format!("unknown version `{other}`, expected `\"v1.0\"` or `\"beta\"`");
                self.errors.add(literal, message);
                None
            }
        }
    }
}
