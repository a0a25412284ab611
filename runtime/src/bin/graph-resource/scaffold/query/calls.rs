//! The calls that make the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::expansion::{Expansions, number};
use super::parameters::Parameters;
use super::scope::Scope;
use super::{condition, search, selected, sort};
use crate::scaffold::input::{Input, QueryOption};
use crate::scaffold::model::{ItemId, Items, Kind, Method};
use crate::scaffold::names;
use crate::scaffold::odata::expand::Expansion;

/// What the calls are made from.
pub(crate) struct Source<'a> {
    pub(crate) items: &'a Items,
    pub(crate) root: ItemId,
    pub(crate) input: &'a Input,
    pub(crate) expansions: &'a [Expansion],
    /// The properties that the flag `--fields` names.
    pub(crate) fields: Option<&'a str>,
    /// The navigation properties that the flag `--expand` names.
    pub(crate) expand: Option<&'a str>,
    /// Whether some properties are named, so that a `$select` is sent.
    pub(crate) is_narrowed: bool,
    pub(crate) has_sample: bool,
}

/// The calls after `T::list(…)`.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    pub(crate) code: TokenStream,
    pub(crate) parameters: Parameters,
    /// What could not be written with typed methods, and why.
    pub(crate) reasons: Vec<String>,
    /// Whether the struct's properties are not named in `$select`.
    pub(crate) is_without_select: bool,
}

/// Translates all options of the input.
pub(crate) fn translate(source: &Source<'_>, method: &Method, parameters: Parameters) -> Calls {
    let mut writer = Writer {
        source,
        method,
        scope: Scope {
            items: source.items,
            fields: quote!(f),
            entity: source.root,
            variables: Vec::new(),
        },
        calls: Calls {
            parameters,
            ..Calls::default()
        },
    };
    if *method != Method::Count {
        writer.select();
        writer.expand();
    }
    for option in &source.input.options {
        writer.option(option);
    }
    writer.calls
}

struct Writer<'a> {
    source: &'a Source<'a>,
    method: &'a Method,
    scope: Scope<'a>,
    calls: Calls,
}

impl Writer<'_> {
    /// The struct derives `$select`, unless the URL has none.
    fn select(&mut self) {
        if !self.has_typed_query() {
            return;
        }
        let Source {
            items, root, input, ..
        } = self.source;
        let select = input.option("$select");
        let item = items.get(*root);
        let derives = matches!(&item.kind, Kind::Struct(fields) if !fields.is_empty());
        if select == Some("*") {
            // An option that is given by its name replaces the derived one.
            self.calls.code.extend(quote!(.param("$select", "*")));
        } else if self.source.is_narrowed {
            let select = select.or(self.source.fields);
            self.calls
                .code
                .extend(selected::select(&self.scope, select));
        } else if derives {
            self.calls.is_without_select = true;
            self.calls.code.extend(quote!(.without_select()));
        }
    }

    /// The struct derives `$expand`. Further options are added to it.
    fn expand(&mut self) {
        let texts = [self.source.input.option("$expand"), self.source.expand];
        let texts: Vec<&str> = texts.into_iter().flatten().collect();
        if texts.is_empty() {
            return;
        }
        let text = texts.join(",");
        if !self.has_typed_query() {
            self.parameter("$expand", &text);
            return;
        }
        let mut expansions = Expansions {
            parameters: &mut self.calls.parameters,
            has_sample: self.source.has_sample,
            reasons: Vec::new(),
        };
        let mut code = TokenStream::new();
        let mut failure = None;
        for expansion in self.source.expansions {
            match expansions.expansion(&self.scope, expansion) {
                Ok(None) => {}
                Ok(Some(expansion)) => code.extend(quote!(.expand(#expansion))),
                Err(reason) => failure = Some(reason),
            }
        }
        let reasons = expansions.reasons;
        if text.split(',').any(|path| path.trim() == "*") {
            failure = Some("`*` expands properties without a field".to_owned());
        }
        match failure {
            Some(reason) => {
                self.parameter("$expand", &text);
                self.calls
                    .reasons
                    .push(format!("`$expand` is text: {reason}"));
            }
            None => {
                self.calls.code.extend(code);
                self.explain("$expand", reasons);
            }
        }
    }

    fn option(&mut self, option: &QueryOption) {
        let (name, value) = (option.name.as_str(), option.value.as_str());
        let is_list = matches!(self.method, Method::List | Method::Count);
        match name {
            "$select" if self.has_typed_query() => {}
            "$expand" if *self.method != Method::Count => {}
            "$filter" if is_list || *self.method == Method::Changes => {
                let parameters = &mut self.calls.parameters;
                let (filter, reasons) = condition::filter(&mut self.scope, parameters, value);
                self.calls.code.extend(quote!(.filter(#filter)));
                self.explain(name, reasons);
            }
            "$search" if is_list => {
                let parameters = &mut self.calls.parameters;
                let (search, reason) = search::search(&self.scope, parameters, value);
                self.calls.code.extend(quote!(.search(#search)));
                self.explain(name, reason);
            }
            "$orderby" if *self.method == Method::List => {
                let keys = sort::keys(&mut self.scope, &mut self.calls.parameters, value);
                for (key, reason) in keys {
                    self.calls.code.extend(quote!(.order_by(#key)));
                    self.explain(name, reason);
                }
            }
            "$top" | "$skip" if *self.method == Method::List => match number(&name[1..], value) {
                Ok(call) => self.calls.code.extend(call),
                Err(_) => self.parameter(name, value),
            },
            "$count" if *self.method == Method::List && value == "true" => {
                self.calls.code.extend(quote!(.with_count()));
            }
            _ if *self.method == Method::Count && name.starts_with('$') => {
                let reason = format!("`{name}` is left out: it does not change a count");
                self.calls.reasons.push(reason);
            }
            _ => self.parameter(name, value),
        }
    }

    /// Whether `$select` and `$expand` are derived.
    fn has_typed_query(&self) -> bool {
        let endpoint = self.source.items.get(self.source.root).endpoint.as_ref();
        let selects = endpoint.is_some_and(|endpoint| !endpoint.is_wrapper);
        selects && !matches!(self.method, Method::Content(_))
    }

    fn parameter(&mut self, name: &str, value: &str) {
        let value = self.calls.parameters.string(value);
        self.calls.code.extend(quote!(.param(#name, #value)));
    }

    fn explain(&mut self, option: &str, reasons: impl IntoIterator<Item = String>) {
        for reason in reasons {
            self.calls
                .reasons
                .push(format!("`{option}` contains text: {reason}"));
        }
    }
}

/// The arguments of the method: the keys of the URL, or parameters.
pub(crate) fn arguments(items: &Items, root: ItemId, parameters: &mut Parameters) -> TokenStream {
    let Some(endpoint) = &items.get(root).endpoint else {
        return TokenStream::new();
    };
    let mut arguments = Vec::new();
    for placeholder in &endpoint.placeholders {
        arguments.push(match &placeholder.value {
            Some(value) => quote!(#value),
            None => parameters.named(&placeholder.argument),
        });
    }
    quote!(#(#arguments),*)
}

/// The name of the method that the attribute adds.
pub(crate) fn method_name(method: &Method) -> proc_macro2::Ident {
    match method {
        Method::Get => names::ident("get"),
        Method::List | Method::Count => names::ident("list"),
        Method::Changes => names::ident("changes"),
        Method::Content(name) => names::ident(name),
    }
}
