//! The documentation of an item, and its `#[graph_resource]`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::scaffold::model::{Endpoint, Item, Method};
use crate::scaffold::names;

/// The lines of a documentation comment.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let mut code = TokenStream::new();
    for line in lines {
        let line = if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        };
        code.extend(quote!(#[doc = #line]));
    }
    code
}

/// `#[graph_resource(path = "…", collection)]`
pub(super) fn attribute(item: &Item) -> TokenStream {
    let mut arguments = Vec::new();
    if let Some(endpoint) = &item.endpoint {
        arguments.extend(endpoint_arguments(endpoint));
    }
    if let Some(odata_type) = &item.odata_type {
        arguments.push(quote!(type = #odata_type));
    }
    if arguments.is_empty() {
        quote!(#[graph_resource])
    } else {
        quote!(#[graph_resource(#(#arguments),*)])
    }
}

fn endpoint_arguments(endpoint: &Endpoint) -> Vec<TokenStream> {
    let template = &endpoint.template;
    let mut arguments = match &endpoint.method {
        Method::Get => vec![quote!(path = #template)],
        Method::List | Method::Count => vec![quote!(path = #template), quote!(collection)],
        Method::Changes => vec![quote!(delta(changes = #template))],
        Method::Content(name) => {
            let name = names::ident(name);
            vec![quote!(content(#name = #template))]
        }
    };
    if !endpoint.streams.is_empty() {
        let streams = endpoint.streams.iter().map(|(method, template)| {
            let method = names::ident(method);
            quote!(#method = #template)
        });
        arguments.push(quote!(content(#(#streams),*)));
    }
    if endpoint.is_beta {
        arguments.push(quote!(version = "beta"));
    }
    if endpoint.is_wrapper {
        arguments.push(quote!(select = false));
        arguments.push(quote!(schema = false));
    }
    arguments
}
