//! What hangs on the struct itself: `FIELDS`, and the methods that its path makes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::expand::Scope;
use crate::model::{Address, Piece, Place, Reads, Template, Version};

pub(super) fn expand(scope: &Scope<'_>) -> TokenStream {
    let Scope { krate, item, .. } = scope;
    let this = scope.this();
    let vis = &item.vis;
    let (parameters, _, bounds) = scope.generics.split_for_impl();
    let doc = format!("The properties of `{}`, to write queries with.", item.ident);
    let methods = item.arguments.path.as_ref().map(|path| methods(scope, path));
    let further = item.arguments.further.iter().filter(|address| item.arguments.is_first(address));
    let further = further.map(|address| self::further(scope, address));
    let resource = item.arguments.has_address().then(|| {
        quote! {
            #[automatically_derived]
            impl #parameters #krate::Resource for #this #bounds {}
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(dead_code, clippy::all, clippy::pedantic)]
        impl #parameters #this #bounds {
            #[doc = #doc]
            #vis const FIELDS: #krate::Fields<#krate::__private::Root<#this>, #this> = #krate::Fields::NEW;
            #methods
            #(#further)*
        }
        #resource
    }
}

/// A key at the end: one object and the collection it is in. A name at the end: one object, or a collection.
fn methods(scope: &Scope<'_>, path: &Template) -> TokenStream {
    match scope.item.arguments.methods_of_path() {
        ["get", "list"] => {
            let get = get(scope, &path.pieces);
            let list = list(scope, without_last_key(&path.pieces).as_slice());
            quote!(#get #list)
        }
        ["list"] => list(scope, &path.pieces),
        _ => get(scope, &path.pieces),
    }
}

/// The collection that the last key is in.
fn without_last_key(pieces: &[Piece]) -> Vec<Piece> {
    let mut pieces = pieces[..pieces.len() - 1].to_vec();
    if let Some(Piece::Literal(text)) = pieces.last_mut() {
        if let Some(shorter) = text.strip_suffix('/') {
            *text = shorter.to_owned();
        }
    }
    pieces
}

fn further(scope: &Scope<'_>, address: &Address) -> TokenStream {
    method(scope, &address.method, address.reads, &address.template.pieces)
}

fn get(scope: &Scope<'_>, pieces: &[Piece]) -> TokenStream {
    method(scope, &named("get"), Reads::One, pieces)
}

fn list(scope: &Scope<'_>, pieces: &[Piece]) -> TokenStream {
    method(scope, &named("list"), Reads::Many, pieces)
}

fn named(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

fn method(scope: &Scope<'_>, name: &Ident, reads: Reads, pieces: &[Piece]) -> TokenStream {
    let Scope { krate, item, .. } = scope;
    let vis = &item.vis;
    let (request, what) = match reads {
        Reads::One => (quote!(Get<Self>), "Reads one object"),
        Reads::Many => (quote!(List<Self>), "Reads the collection"),
        Reads::Bytes => (quote!(Content), "Reads the bytes"),
        Reads::Changes => (quote!(Delta<Self>), "Reads what has changed"),
    };
    let maker = match reads {
        Reads::One => quote!(Get),
        Reads::Many => quote!(List),
        Reads::Bytes => quote!(Content),
        Reads::Changes => quote!(Delta),
    };
    let template = written(pieces);
    let arguments: Vec<_> =
        pieces.iter().filter_map(Piece::placeholder).map(|placeholder| &placeholder.ident).collect();
    let data = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => quote!(#krate::__private::Piece::Literal(#text)),
        Piece::Key(placeholder) => {
            let name = &placeholder.name;
            let place = place(placeholder.place);
            quote!(#krate::__private::Piece::Key(#krate::__private::Place::#place, #name))
        }
    });
    let version = match item.arguments.version {
        None => quote!(::core::option::Option::None),
        Some(Version::V1) => quote!(::core::option::Option::Some(#krate::ApiVersion::V1)),
        Some(Version::Beta) => quote!(::core::option::Option::Some(#krate::ApiVersion::Beta)),
    };
    let doc = format!("{what}: `GET {template}`.");
    quote! {
        #[doc = #doc]
        #vis fn #name(#(#arguments: impl #krate::Key),*) -> #krate::#request {
            const ENDPOINT: &#krate::__private::Endpoint = &#krate::__private::Endpoint {
                template: #template,
                pieces: &[#(#data),*],
                version: #version,
            };
            #krate::#maker::new(ENDPOINT, &[#(&#arguments),*])
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

/// The template as it was written.
fn written(pieces: &[Piece]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Key(placeholder) if placeholder.place == Place::Segments => format!("<{}..>", placeholder.name),
            Piece::Key(placeholder) => format!("<{}>", placeholder.name),
        })
        .collect()
}
