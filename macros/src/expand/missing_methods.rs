//! The methods that a path does not make, for the message that a call of them gets.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::expand::scope::Scope;

/// `get` and `list`, where they are not made, under a bound that nothing fulfils.
///
/// They stand in an `impl` of their own: the bound is on it, so that it does not meet a user's method of that name.
pub(super) fn expand(scope: &Scope<'_>) -> Option<TokenStream> {
    let arguments = &scope.item.arguments;
    let (names, bound): (&[_], _) =
        match (arguments.methods_of_path(), arguments.further.is_empty()) {
            // What a path with a mistake makes is not known.
            _ if !scope.sound => return None,
            (["get"], _) => (&["list"], quote!(LeadsToACollection)),
            (["list"], _) => (&["get"], quote!(LeadsToOneObject)),
            ([], true) => (&["get", "list"], quote!(HasAPath)),
            ([], false) => (&["get", "list"], quote!(HasAPathBesides)),
            _ => return None,
        };
    let this = scope.this();
    let mut generics = scope.generics.clone();
    generics
        .make_where_clause()
        .predicates
        .push(syn::parse_quote!(for<'__a> Self: __graph::#bound<'__a>));
    let (parameters, _, bounds) = generics.split_for_impl();
    let vis = &scope.item.vis;
    let is_free = |name: &&&str| {
        arguments
            .further
            .iter()
            .all(|address| address.method != **name)
    };
    let methods = names.iter().filter(is_free).map(|name| {
        let name = Ident::new(name, Span::call_site());
        quote!(#vis fn #name() {})
    });
    Some(quote! {
        #[doc(hidden)]
        impl #parameters #this #bounds {
            #(#methods)*
        }
    })
}
