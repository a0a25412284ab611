//! What hangs on the struct itself: `FIELDS`, and the methods that its addresses make.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::expand::docs;
use crate::expand::scope::Scope;
use crate::model::{Piece, Place, Reads, Template, Version};

pub(super) fn expand(scope: &Scope<'_>) -> TokenStream {
    let Scope { item, krate, .. } = scope;
    let this = scope.this();
    let vis = &item.vis;
    let generics = scope.readable();
    let (parameters, _, bounds) = generics.split_for_impl();
    let doc = docs::constant(item);
    let methods = item
        .arguments
        .path
        .as_ref()
        .map(|path| methods(scope, path));
    let further = item
        .arguments
        .further
        .iter()
        .filter(|address| item.arguments.is_first(address));
    let further = further.map(|address| {
        method(
            scope,
            &address.method,
            address.reads,
            &address.template.pieces,
        )
    });
    let allow = scope.allow();
    quote! {
        #[automatically_derived]
        #allow
        impl #parameters #this #bounds {
            #[doc = #doc]
            #vis const FIELDS: #krate::Fields<#krate::__private::Root<Self>, Self> = #krate::Fields::NEW;
            #methods
            #(#further)*
        }
    }
}

/// What lets the type be read.
pub(super) fn resource(scope: &Scope<'_>) -> Option<TokenStream> {
    let this = scope.this();
    let generics = scope.readable();
    let (parameters, _, bounds) = generics.split_for_impl();
    (scope.item.arguments.has_address() && !scope.is_unreadable()).then(|| {
        quote! {
            #[automatically_derived]
            impl #parameters __graph::Resource for #this #bounds {}
        }
    })
}

/// A key at the end: one object and the collection it is in. A name at the end: one object, or a collection.
fn methods(scope: &Scope<'_>, path: &Template) -> TokenStream {
    let methods = scope.item.arguments.methods_of_path();
    let span = path.literal.span();
    let get = methods
        .contains(&"get")
        .then(|| method(scope, &Ident::new("get", span), Reads::One, &path.pieces));
    let list = methods.contains(&"list").then(|| {
        let collection = if methods.len() == 1 {
            path.pieces.clone()
        } else {
            without_last_key(path)
        };
        method(scope, &Ident::new("list", span), Reads::Many, &collection)
    });
    quote!(#get #list)
}

/// The collection that the last key is in.
fn without_last_key(path: &Template) -> Vec<Piece> {
    let mut pieces = path.pieces.clone();
    if path.ends_in_key() {
        pieces.pop();
    }
    if let Some(Piece::Literal(text)) = pieces.last_mut() {
        if let Some(shorter) = text.strip_suffix('/') {
            *text = shorter.to_owned();
        }
    }
    pieces
}

fn method(scope: &Scope<'_>, name: &Ident, reads: Reads, pieces: &[Piece]) -> TokenStream {
    let Scope { item, krate, .. } = scope;
    let (request, maker) = match reads {
        Reads::One => (quote!(Get<Self>), quote!(Get)),
        Reads::Many => (quote!(List<Self>), quote!(List)),
        Reads::Bytes => (quote!(Content), quote!(Content)),
        Reads::Changes => (quote!(Delta<Self>), quote!(Delta)),
    };
    let keys: Vec<_> = pieces
        .iter()
        .filter_map(Piece::placeholder)
        .map(|key| &key.ident)
        .collect();
    let body = body(scope, &maker, pieces, &keys);
    let doc = docs::method(item, reads, pieces);
    let vis = &item.vis;
    let signature = quote!(#vis fn #name(#(#keys: impl #krate::Key),*) -> #krate::#request);
    // A method that is there already, and a key that is none, lead to where this one comes from.
    let signature = located(signature, name.span());
    quote! {
        #[doc = #doc]
        #signature { #body }
    }
}

fn body(scope: &Scope<'_>, maker: &TokenStream, pieces: &[Piece], keys: &[&Ident]) -> TokenStream {
    if scope.is_unreadable() {
        return quote!(let _ = (#(#keys,)*); loop {});
    }
    let krate = &scope.krate;
    let template = docs::template(pieces, '<', '>');
    let data = pieces.iter().map(piece);
    let version = match scope.item.arguments.version {
        None => quote!(__graph::None),
        Some(Version::V1) => quote!(__graph::Some(__graph::ApiVersion::V1)),
        Some(Version::Beta) => quote!(__graph::Some(__graph::ApiVersion::Beta)),
    };
    quote! {
        use #krate::__private as __graph;
        const ENDPOINT: &__graph::Endpoint =
            &__graph::Endpoint { template: #template, pieces: &[#(#data),*], version: #version };
        __graph::#maker::new(ENDPOINT, &[#(&#keys),*])
    }
}

/// Tokens at another place, which mean what they meant.
fn located(tokens: TokenStream, place: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(
                group.delimiter(),
                located(group.stream(), place),
            )),
            mut token => {
                token.set_span(token.span().located_at(place));
                token
            }
        })
        .collect()
}

fn piece(piece: &Piece) -> TokenStream {
    match piece {
        Piece::Literal(text) => quote!(__graph::Piece::Literal(#text)),
        Piece::Key(key) => {
            let (name, place) = (&key.name, place(key.place));
            quote!(__graph::Piece::Key(__graph::Place::#place, #name))
        }
    }
}

fn place(place: Place) -> TokenStream {
    match place {
        Place::Segment => quote!(Segment),
        Place::Quoted => quote!(Quoted),
        Place::Bare => quote!(Bare),
        Place::Closed => quote!(Closed),
        Place::Segments => quote!(Segments),
    }
}
