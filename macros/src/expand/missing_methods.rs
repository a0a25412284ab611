//! Stubs for the methods that a path does not generate, so that calls to them get a helpful message.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::expand::scope::Scope;
use crate::model::Arguments;

/// `get` and `list`, as far as they are not generated, under a bound that is never satisfied.
///
/// They have an `impl` of their own: with the bound on it, they do not conflict with a user's methods of those names.
pub(super) fn expand(scope: &Scope<'_>) -> Option<TokenStream> {
    // The methods of a path with a mistake are not known.
    if !scope.is_valid {
        return None;
    }
    let arguments = &scope.item.arguments;
    let (names, bound) = missing(arguments)?;
    let mut generics = scope.generics.clone();
    generics
        .make_where_clause()
        .predicates
        .push(syn::parse_quote!(for<'a> Self: __graph::#bound<'a>));
    let (parameters, _, where_clause) = generics.split_for_impl();
    let self_type = scope.self_type();
    let vis = &scope.item.vis;
    let methods = names
        .iter()
        .filter(|name| !has_endpoint(arguments, name))
        .map(|name| {
            let name = Ident::new(name, Span::call_site());
            quote!(#vis fn #name() {})
        });
    Some(quote! {
        #[doc(hidden)]
        impl #parameters #self_type #where_clause {
            #(#methods)*
        }
    })
}

/// The methods that are missing, and the bound whose message says why.
fn missing(arguments: &Arguments) -> Option<(&'static [&'static str], TokenStream)> {
    match arguments.methods_of_path() {
        ["get"] => Some((&["list"], quote!(LeadsToACollection))),
        ["list"] => Some((&["get"], quote!(LeadsToOneObject))),
        [] if arguments.endpoints.is_empty() => Some((&["get", "list"], quote!(HasAPath))),
        [] => Some((&["get", "list"], quote!(HasNamedEndpoints))),
        _ => None,
    }
}

fn has_endpoint(arguments: &Arguments, name: &str) -> bool {
    arguments
        .endpoints
        .iter()
        .any(|endpoint| endpoint.method == name)
}
