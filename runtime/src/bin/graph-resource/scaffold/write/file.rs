//! The whole file.

use proc_macro2::TokenStream;
use quote::quote;

use super::item;
use super::request::{body, imported};
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
    let mut imported = vec![imported(method)];
    imported.extend(main.map(|_| "Client"));
    imported.sort_unstable();
    let imported = imported.into_iter().map(names::ident);
    let serde = match body(method) {
        Some(_) => quote!({Deserialize, Serialize}),
        None => quote!(Deserialize),
    };
    // A binary warns about fields that it does not read, and about a request that it does not send yet.
    let reason = match main {
        Some(_) => "the program only prints what it reads",
        None => "a program may use only some of it",
    };
    let written = items.0.iter().map(|one| item::item(items, one));
    let code = quote! {
        #![allow(dead_code, reason = #reason)]
        use graph_resource::{#(#imported,)* graph_resource};
        use serde::#serde;
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
