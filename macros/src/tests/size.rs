//! How much is generated: what a program pays for at every build.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// Lines as formatted, and tokens, of what the derive adds.
#[derive(Debug, Clone, Copy)]
struct Size {
    lines: usize,
    tokens: usize,
}

fn size(arguments: &TokenStream, fields: &TokenStream) -> Size {
    let item = quote! {
        #[graph(__arguments(#arguments))]
        #[serde(rename_all = "camelCase")]
        pub struct Message { #fields }
    };
    let code = crate::derive::derive(item);
    let lines = prettyplease::unparse(&syn::parse2(code.clone()).expect("the derive makes Rust"))
        .lines()
        .count();
    Size {
        lines,
        tokens: tokens(code),
    }
}

fn tokens(code: TokenStream) -> usize {
    let nested = |token| {
        if let TokenTree::Group(group) = token {
            2 + tokens(group.stream())
        } else {
            1
        }
    };
    code.into_iter().map(nested).sum()
}

/// What one more costs, when there are ten already.
fn each(size: impl Fn(usize) -> Size) -> Size {
    let (ten, twenty) = (size(10), size(20));
    Size {
        lines: (twenty.lines - ten.lines) / 10,
        tokens: (twenty.tokens - ten.tokens) / 10,
    }
}

fn fields(count: usize, attribute: &TokenStream) -> TokenStream {
    let names = (0..count).map(|i| quote::format_ident!("field{i}"));
    quote!(#(#attribute pub #names: Option<String>,)*)
}

#[test]
fn little_is_generated() {
    let path = quote!(path = "/users/<userId>/messages/<messageId>");
    let nothing = quote!();
    let one = fields(1, &nothing);
    for (what, size, lines, tokens) in [
        ("a struct without fields", size(&nothing, &nothing), 72, 395),
        ("a path with two keys", each_path(&one, &path), 45, 320),
        (
            "a field",
            each(|count| size(&path, &fields(count, &nothing))),
            5,
            60,
        ),
        (
            "a field that is expanded",
            each(|count| size(&path, &fields(count, &quote!(#[graph(expand)])))),
            11,
            92,
        ),
        (
            "a further address",
            each(|count| size(&further(count), &one)),
            20,
            142,
        ),
    ] {
        println!("{what}: {} lines, {} tokens", size.lines, size.tokens);
        assert!(
            size.lines <= lines && size.tokens <= tokens,
            "{what} has grown beyond {lines} lines, {tokens} tokens"
        );
    }
}

fn each_path(field: &TokenStream, path: &TokenStream) -> Size {
    let (without, with) = (size(&quote!(), field), size(path, field));
    Size {
        lines: with.lines - without.lines,
        tokens: with.tokens - without.tokens,
    }
}

fn further(count: usize) -> TokenStream {
    let names = (0..count).map(|i| quote::format_ident!("number{i}"));
    quote!(get(#(#names = "/users/<userId>/manager"),*))
}
