//! The parameters of the function that makes the request.

use proc_macro2::TokenStream;
use quote::quote;

use crate::scaffold::names;

/// The parameters, all of which are strings, and whether the function can fail.
#[derive(Debug, Default)]
pub(crate) struct Parameters {
    pub(crate) names: Vec<String>,
    /// The error of the dates that the function parses.
    pub(crate) error: Option<&'static str>,
}

impl Parameters {
    /// A string of the code: text as it is, and `{name}` as a parameter.
    pub(crate) fn string(&mut self, text: &str) -> TokenStream {
        let inner = text
            .strip_prefix('{')
            .and_then(|text| text.strip_suffix('}'));
        let name = inner.filter(|name| !name.is_empty() && name.chars().all(is_name_char));
        match name {
            Some(name) => self.named(&names::snake(name)),
            None => quote!(#text),
        }
    }

    /// A parameter, which is added if there is none with this name.
    pub(crate) fn named(&mut self, name: &str) -> TokenStream {
        if !self.names.iter().any(|other| other == name) {
            self.names.push(name.to_owned());
        }
        let ident = names::ident(name);
        quote!(#ident)
    }
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}
