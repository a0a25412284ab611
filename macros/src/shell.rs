//! The attribute itself: keeps the item as it is and adds a derive, which does the work.
//!
//! So the compiler resolves `#[cfg]` on fields before the derive runs, the item survives any mistake in the attribute,
//! and the attribute works above and below other derives.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Token, Variant, parse_quote};

use crate::{names, parse};

/// Derives that are not `Deserialize`, but whose names look like a short form of it.
const OTHER_DERIVES: &[&str] = &["Debug", "Default", "Deref", "DerefMut"];

/// Wraps `item` and passes the `arguments` on to the derive.
pub(crate) fn wrap(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = ungrouped(item);
    let keyword = match item_keyword(item.clone()) {
        Ok(keyword) => keyword,
        Err(error) => return item_with_error(&item, &error),
    };
    if let Err(error) = check_not_repeated(&arguments, item.clone()) {
        return item_with_error(&item, &error);
    }
    let krate = runtime_crate(arguments.clone());
    let with_proxy = if keyword == "enum" {
        deserialized_through_proxy(item.clone())
    } else {
        None
    };
    let item = with_proxy.unwrap_or(item);
    quote! {
        #[derive(#krate::GraphResource)]
        #[graph(__arguments(#arguments))]
        #item
    }
}

fn item_with_error(item: &TokenStream, error: &syn::Error) -> TokenStream {
    let error = error.to_compile_error();
    quote!(#item #error)
}

/// The item without the invisible group that `$item` of a `macro_rules!` puts around it.
fn ungrouped(item: TokenStream) -> TokenStream {
    let mut tokens = item.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => {
            group.stream()
        }
        _ => item,
    }
}

/// The item's keyword, if a derive can go on it: the first word after attributes and visibility.
fn item_keyword(item: TokenStream) -> syn::Result<Ident> {
    let word = item.into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) if ident != "pub" => Some(ident),
        _ => None,
    });
    let span = match word {
        Some(word) if word == "struct" || word == "enum" || word == "union" => return Ok(word),
        Some(word) => word.span(),
        None => Span::call_site(),
    };
    Err(syn::Error::new(
        span,
        "`#[graph_resource]` only applies to structs and enums",
    ))
}

/// A second attribute on one item would generate everything twice.
fn check_not_repeated(arguments: &TokenStream, item: TokenStream) -> syn::Result<()> {
    if !item.into_iter().any(|token| is_arguments_attr(&token)) {
        return Ok(());
    }
    let message =
        "this type already has a `#[graph_resource]` attribute: merge the arguments into one";
    if arguments.is_empty() {
        return Err(syn::Error::new(Span::call_site(), message));
    }
    Err(syn::Error::new_spanned(arguments, message))
}

/// Whether the token is the `[graph(__arguments(…))]` that an earlier attribute has added.
fn is_arguments_attr(token: &TokenTree) -> bool {
    let TokenTree::Group(brackets) = token else {
        return false;
    };
    let mut tokens = brackets.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(parentheses))) =
        (tokens.next(), tokens.next())
    else {
        return false;
    };
    match parentheses.stream().into_iter().next() {
        Some(TokenTree::Ident(word)) => name == "graph" && word == "__arguments",
        _ => false,
    }
}

/// An enum of structs whose serde derive deserializes through our proxy type, since serde itself cannot match the tag
/// in any letter case and with or without `#`; `None` for anything else.
fn deserialized_through_proxy(item: TokenStream) -> Option<TokenStream> {
    let mut input: DeriveInput = syn::parse2(item).ok()?;
    let Data::Enum(data) = &input.data else {
        return None;
    };
    let holds_structs =
        data.variants.iter().any(is_tagged_variant) || parse::has_inline_structs(&data.variants);
    let is_generic = !input.generics.params.is_empty();
    if !holds_structs || is_generic {
        return None;
    }
    let derive = deserialize_derive(&input.attrs)?;
    let proxy = names::proxy_type(&input.ident).to_string();
    input.attrs.push(parse_quote!(#[serde(from = #proxy)]));
    let check = check_of_alias(&derive);
    Some(quote!(#[graph(__derived)] #input #check))
}

fn is_tagged_variant(variant: &Variant) -> bool {
    !variant.attrs.iter().any(is_serde_untagged) && parse::held_struct(variant).is_some()
}

fn is_serde_untagged(attr: &Attribute) -> bool {
    if !attr.path().is_ident("serde") {
        return false;
    }
    let Ok(list) = attr.meta.require_list() else {
        return false;
    };
    list.tokens
        .clone()
        .into_iter()
        .any(|token| matches!(token, TokenTree::Ident(word) if word == "untagged"))
}

/// Serde's derive of `Deserialize`, also under another name (`use serde::Deserialize as De`).
fn deserialize_derive(attrs: &[Attribute]) -> Option<syn::Path> {
    let derives: Vec<syn::Path> = attrs.iter().flat_map(derives).collect();
    let named = derives.iter().find(|path| is_named(path, "Deserialize"));
    let derive = named.or_else(|| derives.iter().find(|path| may_be_alias(path)));
    derive.cloned()
}

/// The paths in `#[derive(…)]`.
fn derives(attr: &Attribute) -> Punctuated<syn::Path, Token![,]> {
    if !attr.path().is_ident("derive") {
        return Punctuated::new();
    }
    let parser = Punctuated::parse_terminated;
    attr.parse_args_with(parser).unwrap_or_default()
}

fn is_named(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// Whether a derive's name looks like an abbreviation of `Deserialize`. A macro cannot resolve it.
fn may_be_alias(path: &syn::Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    name.contains("De") && !OTHER_DERIVES.contains(&name.as_str())
}

/// Makes the compiler check that another name is serde's. If it were not, the enum would be deserialized by a derive
/// above the attribute, which does not know the proxy type. The name of a derive is the name of its trait as well.
fn check_of_alias(derive: &syn::Path) -> Option<TokenStream> {
    if is_named(derive, "Deserialize") {
        return None;
    }
    Some(quote! {
        const _: () = {
            const fn check<T: for<'de> #derive<'de>>() {}
            check::<bool>();
        };
    })
}

/// The path in `crate = path`, or the default. The derive reports an invalid path.
fn runtime_crate(arguments: TokenStream) -> TokenStream {
    let arguments: Vec<TokenTree> = arguments.into_iter().collect();
    for argument in arguments.split(is_comma) {
        let [TokenTree::Ident(key), TokenTree::Punct(sign), path @ ..] = argument else {
            continue;
        };
        if key == "crate" && sign.as_char() == '=' {
            let path: TokenStream = path.iter().cloned().collect();
            if syn::Path::parse_mod_style.parse2(path.clone()).is_ok() {
                return path;
            }
            break;
        }
    }
    quote!(::graph_resource)
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
