//! Replaces the lifetimes of an item by `'static`.
//!
//! An item that borrows is a mistake, but its fields and methods are usable while it is being corrected.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parse;
use syn::{GenericParam, Generics, WherePredicate};

/// The generics without lifetimes.
pub(super) fn without_lifetimes(generics: &Generics) -> Generics {
    let mut owned = generics.clone();
    if !has_lifetimes(generics) {
        return owned;
    }
    owned.params = generics
        .params
        .iter()
        .filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
        .map(|parameter| reparsed_with_static(parameter, generics))
        .collect();
    if let Some(clause) = &mut owned.where_clause {
        clause.predicates = clause
            .predicates
            .iter()
            .filter(|predicate| !matches!(predicate, WherePredicate::Lifetime(_)))
            .map(|predicate| reparsed_with_static(predicate, generics))
            .collect();
    }
    owned
}

fn has_lifetimes(generics: &Generics) -> bool {
    generics.lifetimes().next().is_some()
}

fn reparsed_with_static<T: ToTokens + Parse + Clone>(node: &T, generics: &Generics) -> T {
    let replaced = with_static(node.to_token_stream(), generics);
    syn::parse2(replaced).unwrap_or_else(|_| node.clone())
}

/// The code with `'static` instead of each of the lifetimes.
pub(super) fn with_static(code: TokenStream, generics: &Generics) -> TokenStream {
    if !has_lifetimes(generics) {
        return code;
    }
    let mut out = TokenStream::new();
    let mut follows_apostrophe = false;
    for token in code {
        let is_lifetime = follows_apostrophe;
        follows_apostrophe = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        let replaced = match token {
            TokenTree::Ident(ident) if is_lifetime && declares(generics, &ident) => {
                TokenTree::Ident(Ident::new("static", ident.span()))
            }
            TokenTree::Group(group) => {
                let inner = with_static(group.stream(), generics);
                let mut replaced = Group::new(group.delimiter(), inner);
                replaced.set_span(group.span());
                TokenTree::Group(replaced)
            }
            token => token,
        };
        out.extend([replaced]);
    }
    out
}

fn declares(generics: &Generics, lifetime: &Ident) -> bool {
    generics
        .lifetimes()
        .any(|parameter| parameter.lifetime.ident == *lifetime)
}
