//! What hangs on the struct itself: `FIELDS`, and the methods that its addresses make.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

use crate::expand::docs;
use crate::expand::scope::Scope;
use crate::model::{Piece, Place, Reads, Template, Version};

pub(super) fn expand(scope: &Scope<'_>) -> TokenStream {
    let item = scope.item;
    let this = scope.this();
    let vis = &item.vis;
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let doc = docs::constant(item);
    let methods = item.arguments.path.as_ref().map(|path| methods(scope, path));
    let further = item.arguments.further.iter().filter(|address| item.arguments.is_first(address));
    let further = further.map(|address| method(scope, &address.method, address.reads, &address.template.pieces));
    let resource = (item.arguments.has_address() && !scope.borrows()).then(|| {
        quote! {
            #[automatically_derived]
            impl #parameters __graph::Resource for #this #bounds {}
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(dead_code, clippy::pedantic)]
        impl #parameters #this #bounds {
            #[doc = #doc]
            #vis const FIELDS: __graph::Fields<__graph::Root<Self>, Self> = __graph::Fields::NEW;
            #methods
            #(#further)*
        }
        #resource
    }
}

/// A key at the end: one object and the collection it is in. A name at the end: one object, or a collection.
fn methods(scope: &Scope<'_>, path: &Template) -> TokenStream {
    let methods = scope.item.arguments.methods_of_path();
    let span = path.literal.span();
    let get = methods.contains(&"get").then(|| method(scope, &Ident::new("get", span), Reads::One, &path.pieces));
    let list = methods.contains(&"list").then(|| {
        let collection = if methods.len() == 1 { path.pieces.clone() } else { without_last_key(path) };
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
    let item = scope.item;
    let (request, maker) = match reads {
        Reads::One => (quote!(__graph::Get<Self>), quote!(Get)),
        Reads::Many => (quote!(__graph::List<Self>), quote!(List)),
        Reads::Bytes => (quote!(__graph::Content), quote!(Content)),
        Reads::Changes => (quote!(__graph::Delta<Self>), quote!(Delta)),
    };
    let template = docs::template(pieces, '<', '>');
    let keys: Vec<_> = pieces.iter().filter_map(Piece::placeholder).map(|key| &key.ident).collect();
    let data = pieces.iter().map(piece);
    let version = match item.arguments.version {
        None => quote!(::core::option::Option::None),
        Some(Version::V1) => quote!(::core::option::Option::Some(__graph::ApiVersion::V1)),
        Some(Version::Beta) => quote!(::core::option::Option::Some(__graph::ApiVersion::Beta)),
    };
    let body = if scope.borrows() {
        quote!(loop {})
    } else {
        quote! {
            const ENDPOINT: &__graph::Endpoint =
                &__graph::Endpoint { template: #template, pieces: &[#(#data),*], version: #version };
            __graph::#maker::new(ENDPOINT, &[#(&#keys),*])
        }
    };
    let doc = docs::method(item, reads, pieces);
    // A name that is there already, and a key that is none, are told of where the method comes from.
    let span = Span::call_site().located_at(name.span());
    let vis = located(item.vis.to_token_stream(), span);
    let signature = quote_spanned!(span=> #vis fn #name(#(#keys: impl __graph::Key),*) -> #request);
    quote! {
        #[doc = #doc]
        #signature { #body }
    }
}

/// Tokens of the user's at another place.
fn located(tokens: TokenStream, place: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => TokenTree::Group(Group::new(group.delimiter(), located(group.stream(), place))),
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
