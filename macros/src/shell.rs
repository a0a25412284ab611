//! The attribute itself: it leaves the item as it is and puts a derive on it that does the work.
//!
//! So `#[cfg]` on fields is resolved before anything is read, the item survives whatever is wrong with the attribute,
//! and it works above and below the derives of others.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Token, parse_quote};

use crate::names;

/// Wraps `item` with its `arguments`, which the derive reads.
pub(crate) fn wrap(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if !is_type(item.clone()) {
        let message = "`#[graph_resource]` goes on a struct or an enum";
        let error = syn::Error::new(Span::call_site(), message).into_compile_error();
        return quote!(#item #error);
    }
    let krate = krate(arguments.clone());
    let (item, derived) = read_by_type(item);
    let derived = derived.then(|| quote!(#[graph(__derived)]));
    quote! {
        #[derive(#krate::__private::GraphResource)]
        #[graph(__arguments(#arguments))]
        #derived
        #item
    }
}

/// Tells serde's derive on an enum of structs to read through the type that our derive makes, since serde itself cannot
/// tell types apart in any letter case and with or without `#`. Says whether there was such an enum, and such a derive.
fn read_by_type(item: TokenStream) -> (TokenStream, bool) {
    let Ok(mut read) = syn::parse2::<DeriveInput>(item.clone()) else { return (item, false) };
    let Data::Enum(data) = &read.data else { return (item, false) };
    let holds_structs = data.variants.iter().any(|variant| !variant.fields.is_empty() && !is_untagged(&variant.attrs));
    if !holds_structs || !read.attrs.iter().any(derives_deserialize) {
        return (item, false);
    }
    let through = names::through(&read.ident).to_string();
    read.attrs.push(parse_quote!(#[serde(from = #through)]));
    (quote!(#read), true)
}

fn is_untagged(attrs: &[Attribute]) -> bool {
    attrs.iter().filter(|attr| attr.path().is_ident("serde")).any(|attr| {
        let words = attr.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default();
        words.into_iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "untagged"))
    })
}

fn derives_deserialize(attr: &Attribute) -> bool {
    let parse = Punctuated::<syn::Path, Token![,]>::parse_terminated;
    attr.path().is_ident("derive")
        && attr.parse_args_with(parse).is_ok_and(|paths| {
            paths.iter().any(|path| path.segments.last().is_some_and(|last| last.ident == "Deserialize"))
        })
}

/// Whether a derive can go on the item: the first word behind attributes and visibility tells.
fn is_type(item: TokenStream) -> bool {
    let word = item.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident != "pub" => Some(ident.to_string()),
        _ => None,
    });
    matches!(word.as_deref(), Some("struct" | "enum" | "union"))
}

/// The path of `crate = path`, as far as it can be read: the derive says what is wrong with it.
fn krate(arguments: TokenStream) -> TokenStream {
    let mut tokens = arguments.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_key = matches!(&token, TokenTree::Ident(ident) if ident == "crate");
        if is_key && matches!(tokens.peek(), Some(TokenTree::Punct(punct)) if punct.as_char() == '=') {
            let path = tokens.skip(1).take_while(|token| !is_comma(token)).collect();
            if syn::parse2::<syn::Path>(TokenStream::clone(&path)).is_ok() {
                return path;
            }
            break;
        }
        while tokens.next_if(|token| !is_comma(token)).is_some() {}
        tokens.next();
    }
    quote!(::graph_resource)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
