//! The whole file.

use proc_macro2::TokenStream;
use quote::quote;

use super::item;
use super::request::imported;
use crate::scaffold::error::ScaffoldError;
use crate::scaffold::model::{Items, Method};
use crate::scaffold::names;

/// Writes the items, the request, and `main` if there is one.
pub(crate) fn write(
    items: &Items,
    method: &Method,
    request: &TokenStream,
    main: Option<&TokenStream>,
) -> Result<String, ScaffoldError> {
    let client = main.map(|_| quote!(Client,));
    let imported = names::ident(imported(method));
    let dead_code = main
        .map(|_| quote!(#![allow(dead_code, reason = "the program only prints what it reads")]));
    let written = items.0.iter().map(|one| item::item(items, one));
    let code = quote! {
        #dead_code
        use graph_resource::{#client #imported, graph_resource};
        use serde::Deserialize;
        #(#written)*
        #request
        #main
    };
    let file = syn::parse2(code)
        .map_err(|error| ScaffoldError::new(format!("the code cannot be written: {error}")))?;
    Ok(with_blank_lines(&prettyplease::unparse(&file)))
}

/// prettyplease puts no blank lines between items.
fn with_blank_lines(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut previous = "";
    for line in code.lines() {
        let ends_item = previous.starts_with('}')
            || ends_on_one_line(previous)
            || previous.starts_with("use ")
            || previous.starts_with("#![");
        let goes_on = previous.starts_with("use ") && line.starts_with("use ");
        if ends_item && !goes_on && !line.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        previous = line;
    }
    out
}

/// `pub struct Reports {}`
fn ends_on_one_line(line: &str) -> bool {
    line.starts_with("pub ") && line.ends_with('}')
}
