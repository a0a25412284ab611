//! An item that borrows, which is a mistake, as if it did not: so its fields and methods can be used while it is mended.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericParam, Generics, WherePredicate};

/// The generics without lifetimes.
pub(super) fn generics(written: &Generics) -> Generics {
    let mut generics = written.clone();
    if written.lifetimes().next().is_none() {
        return generics;
    }
    generics.params = written
        .params
        .iter()
        .filter(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
        .cloned()
        .map(|parameter| {
            syn::parse2(forever(parameter.to_token_stream(), written)).unwrap_or(parameter)
        })
        .collect();
    if let Some(clause) = &mut generics.where_clause {
        let predicates = clause
            .predicates
            .iter()
            .filter(|predicate| !matches!(predicate, WherePredicate::Lifetime(_)));
        clause.predicates = predicates
            .cloned()
            .map(|predicate| {
                syn::parse2(forever(predicate.to_token_stream(), written)).unwrap_or(predicate)
            })
            .collect();
    }
    generics
}

/// Code with `'static` in the place of each lifetime of the item.
pub(super) fn forever(code: TokenStream, generics: &Generics) -> TokenStream {
    if generics.lifetimes().next().is_none() {
        return code;
    }
    let mut after_tick = false;
    code.into_iter()
        .map(|token| {
            let is_lifetime = after_tick;
            after_tick = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
            match token {
                TokenTree::Ident(ident)
                    if is_lifetime
                        && generics.lifetimes().any(|own| own.lifetime.ident == ident) =>
                {
                    TokenTree::Ident(Ident::new("static", ident.span()))
                }
                TokenTree::Group(group) => {
                    let mut owned = proc_macro2::Group::new(
                        group.delimiter(),
                        forever(group.stream(), generics),
                    );
                    owned.set_span(group.span());
                    TokenTree::Group(owned)
                }
                token => token,
            }
        })
        .collect()
}
