//! The function that makes the request.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::attributes::docs;
use crate::scaffold::model::{Item, Method};
use crate::scaffold::names;
use crate::scaffold::query::calls::{Calls, method_name};

/// What the function is made from.
pub(crate) struct Request<'a> {
    pub(crate) item: &'a Item,
    pub(crate) method: &'a Method,
    pub(crate) arguments: TokenStream,
    pub(crate) calls: &'a Calls,
    /// The path or URL that the user gave.
    pub(crate) address: &'a str,
    pub(crate) notes: &'a [String],
}

pub(crate) fn function(request: &Request<'_>) -> TokenStream {
    let name = names::ident(&request.item.name);
    let result = result(request);
    let parameters = request.calls.parameters.names.iter().map(|name| {
        let name = names::ident(name);
        quote!(#name: &str)
    });
    let mut lines = vec![format!("`GET {}`", request.address)];
    for note in request.calls.reasons.iter().chain(request.notes) {
        lines.push(String::new());
        lines.push(format!("{note}."));
    }
    if request.calls.is_without_select {
        lines.push(String::new());
        lines.push(
            "The service chooses the properties: without `without_select` the request names those of the struct."
                .to_owned(),
        );
    }
    let error = request.calls.parameters.error;
    if error.is_some() {
        lines.push(String::new());
        lines.push("# Errors".to_owned());
        lines.push(String::new());
        lines.push("Returns an error if a date of the query is not valid.".to_owned());
    }
    let docs = docs(&lines);
    let method = method_name(request.method);
    let arguments = &request.arguments;
    let calls = &request.calls.code;
    let end = match request.method {
        Method::Count => Some(quote!(.count_request())),
        _ => None,
    };
    let fields = uses_fields(calls.clone()).then(|| quote!(let f = #name::FIELDS;));
    let value = quote!(#name::#method(#arguments)#calls #end);
    let (result, value) = match error.map(syn::parse_str::<syn::Path>) {
        Some(Ok(error)) => (quote!(Result<#result, #error>), quote!(Ok(#value))),
        _ => (result, value),
    };
    quote! {
        #docs
        pub fn request(#(#parameters),*) -> #result {
            #fields
            #value
        }
    }
}

fn result(request: &Request<'_>) -> TokenStream {
    let name = names::ident(&request.item.name);
    match request.method {
        Method::Get => quote!(Get<#name>),
        Method::List => quote!(List<#name>),
        Method::Count => quote!(Get<u64>),
        Method::Changes => quote!(Delta<#name>),
        Method::Content(_) => quote!(Content),
    }
}

/// The type of the library that the function returns.
pub(crate) fn imported(method: &Method) -> &'static str {
    match method {
        Method::Get | Method::Count => "Get",
        Method::List => "List",
        Method::Changes => "Delta",
        Method::Content(_) => "Content",
    }
}

fn uses_fields(code: TokenStream) -> bool {
    code.into_iter().any(|tree| match tree {
        TokenTree::Ident(ident) => ident == "f",
        TokenTree::Group(group) => uses_fields(group.stream()),
        _ => false,
    })
}
