//! The amount of generated code, which a program pays for in every build.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::derive;

/// The size of the derived code: formatted lines, and tokens.
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
    let code = derive::derive(item);
    let file = syn::parse2(code.clone()).expect("the derive returns Rust");
    Size {
        lines: prettyplease::unparse(&file).lines().count(),
        tokens: count_tokens(code),
    }
}

fn count_tokens(code: TokenStream) -> usize {
    let count = |token| match token {
        TokenTree::Group(group) => 2 + count_tokens(group.stream()),
        _ => 1,
    };
    code.into_iter().map(count).sum()
}

/// The size of one more item, measured between the tenth and the twentieth.
fn size_per_item(size_of: impl Fn(usize) -> Size) -> Size {
    let ten = size_of(10);
    let twenty = size_of(20);
    Size {
        lines: (twenty.lines - ten.lines) / 10,
        tokens: (twenty.tokens - ten.tokens) / 10,
    }
}

fn size_of_path(field: &TokenStream, path: &TokenStream) -> Size {
    let without = size(&quote!(), field);
    let with = size(path, field);
    Size {
        lines: with.lines - without.lines,
        tokens: with.tokens - without.tokens,
    }
}

fn fields(count: usize, attribute: &TokenStream) -> TokenStream {
    let names = (0..count).map(|number| format_ident!("field{number}"));
    quote!(#(#attribute pub #names: Option<String>,)*)
}

fn endpoints(count: usize) -> TokenStream {
    let names = (0..count).map(|number| format_ident!("number{number}"));
    quote!(get(#(#names = "/users/<userId>/manager"),*))
}

#[test]
fn generated_code_stays_small() {
    let nothing = quote!();
    let expand = quote!(#[graph(expand)]);
    let flatten = quote!(#[serde(flatten)]);
    let edm_type = quote!(#[graph(type = "Edm.Guid")]);
    let path = quote!(path = "/users/<userId>/messages/<messageId>");
    let one_field = fields(1, &nothing);
    for (what, size, max_lines, max_tokens) in [
        ("a struct without fields", size(&nothing, &nothing), 72, 395),
        (
            "a path with two keys",
            size_of_path(&one_field, &path),
            45,
            320,
        ),
        (
            "a field",
            size_per_item(|count| size(&path, &fields(count, &nothing))),
            5,
            60,
        ),
        (
            "an expanded field",
            size_per_item(|count| size(&path, &fields(count, &expand))),
            11,
            92,
        ),
        (
            "a field with a type",
            size_per_item(|count| size(&path, &fields(count, &edm_type))),
            13,
            110,
        ),
        (
            "a flattened field",
            size_per_item(|count| size(&path, &fields(count, &flatten))),
            17,
            110,
        ),
        (
            "an endpoint",
            size_per_item(|count| size(&endpoints(count), &one_field)),
            20,
            142,
        ),
    ] {
        println!("{what}: {} lines, {} tokens", size.lines, size.tokens);
        assert!(
            size.lines <= max_lines && size.tokens <= max_tokens,
            "{what} takes more than {max_lines} lines or {max_tokens} tokens"
        );
    }
}
