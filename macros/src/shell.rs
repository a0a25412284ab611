//! The attribute itself: it leaves the item as it is and puts a derive on it that does the work.
//!
//! So `#[cfg]` on fields is resolved before anything is read, the item survives whatever is wrong with the attribute,
//! and it works above and below the derives of others.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Token, parse_quote};

use crate::{names, parse};

/// Wraps `item` with its `arguments`, which the derive reads.
pub(crate) fn wrap(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = ungrouped(item);
    let kind = match kind(item.clone())
        .and_then(|kind| is_first(&arguments, item.clone()).map(|()| kind))
    {
        Ok(kind) => kind,
        Err(error) => {
            let error = error.into_compile_error();
            return quote!(#item #error);
        }
    };
    let krate = krate(arguments.clone());
    let (item, derived) = if kind == "enum" {
        read_by_type(item)
    } else {
        (item, false)
    };
    let derived = derived.then(|| quote!(#[graph(__derived)]));
    quote! {
        #[derive(#krate::__private::GraphResource)]
        #[graph(__arguments(#arguments))]
        #derived
        #item
    }
}

/// The item without the group that `$item` of a `macro_rules!` puts around it.
fn ungrouped(item: TokenStream) -> TokenStream {
    let mut tokens = item.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            group.stream()
        }
        _ => item,
    }
}

/// What the item is, where a derive can go on it: the first word behind attributes and visibility tells.
fn kind(item: TokenStream) -> syn::Result<Ident> {
    let word = item.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident != "pub" => Some(ident),
        _ => None,
    });
    match word {
        Some(word) if ["struct", "enum", "union"].iter().any(|kind| word == kind) => Ok(word),
        word => {
            let span = word.map_or_else(Span::call_site, |word| word.span());
            Err(syn::Error::new(
                span,
                "`#[graph_resource]` goes on a struct or an enum",
            ))
        }
    }
}

/// A second attribute on one item would make everything twice; the first has left its mark.
fn is_first(arguments: &TokenStream, item: TokenStream) -> syn::Result<()> {
    let marked = item.into_iter().any(|token| {
        let TokenTree::Group(group) = token else {
            return false;
        };
        let mut inner = group.stream().into_iter();
        let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(group))) =
            (inner.next(), inner.next())
        else {
            return false;
        };
        let first = group.stream().into_iter().next();
        name == "graph" && matches!(first, Some(TokenTree::Ident(mark)) if mark == "__arguments")
    });
    if !marked {
        return Ok(());
    }
    let message = "`#[graph_resource]` is on this type already: what is said of the type goes into one attribute";
    Err(match arguments.is_empty() {
        true => syn::Error::new(Span::call_site(), message),
        false => syn::Error::new_spanned(arguments, message),
    })
}

/// Tells serde's derive on an enum of structs to read through the type that our derive makes, since serde itself cannot
/// tell types apart in any letter case and with or without `#`. Says whether there was such an enum, and such a derive.
fn read_by_type(item: TokenStream) -> (TokenStream, bool) {
    let Ok(mut read) = syn::parse2::<DeriveInput>(item.clone()) else {
        return (item, false);
    };
    let Data::Enum(data) = &read.data else {
        return (item, false);
    };
    let holds_structs = data
        .variants
        .iter()
        .any(|variant| !is_untagged(&variant.attrs) && parse::held_struct(variant).is_some());
    if !holds_structs
        || !read.generics.params.is_empty()
        || !read.attrs.iter().any(derives_deserialize)
    {
        return (item, false);
    }
    let through = names::through(&read.ident).to_string();
    read.attrs.push(parse_quote!(#[serde(from = #through)]));
    (quote!(#read), true)
}

fn is_untagged(attrs: &[Attribute]) -> bool {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("serde"))
        .any(|attr| {
            let words = attr
                .meta
                .require_list()
                .map(|list| list.tokens.clone())
                .unwrap_or_default();
            words
                .into_iter()
                .any(|token| matches!(token, TokenTree::Ident(word) if word == "untagged"))
        })
}

fn derives_deserialize(attr: &Attribute) -> bool {
    let parse = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    attr.path().is_ident("derive")
        && attr.parse_args_with(parse).is_ok_and(|paths| {
            paths.iter().any(|path| {
                path.segments
                    .last()
                    .is_some_and(|last| last.ident == "Deserialize")
            })
        })
}

/// The path of `crate = path`, as far as it can be read: the derive says what is wrong with it.
fn krate(arguments: TokenStream) -> TokenStream {
    let mut tokens = arguments.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_key = matches!(&token, TokenTree::Ident(ident) if ident == "crate");
        if is_key
            && matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=')
        {
            let path: TokenStream = tokens
                .skip(1)
                .take_while(|token| !is_comma(token))
                .collect();
            let is_path =
                syn::parse::Parser::parse2(syn::Path::parse_mod_style, path.clone()).is_ok();
            return if is_path {
                path
            } else {
                quote!(::graph_resource)
            };
        }
        if !is_comma(&token) {
            while tokens.next_if(|token| !is_comma(token)).is_some() {}
            tokens.next();
        }
    }
    quote!(::graph_resource)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
