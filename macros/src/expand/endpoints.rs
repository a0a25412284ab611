//! The inherent impl: `FIELDS`, and a method for each endpoint.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::expand::docs;
use crate::expand::scope::Scope;
use crate::model::{
    PermissionKind, PermissionRows, Piece, PlaceholderKind, ReadKind, Template, Version,
};

pub(super) fn expand(scope: &Scope<'_>) -> TokenStream {
    let Scope { item, krate, .. } = scope;
    let self_type = scope.self_type();
    let vis = &item.vis;
    let generics = scope.deserializable_generics();
    let (parameters, _, where_clause) = generics.split_for_impl();
    let doc = docs::fields_constant(item);
    let permissions = permissions_constant(scope);
    let methods_of_path = item
        .arguments
        .path
        .as_ref()
        .map(|path| methods_of_path(scope, path));
    let other_methods = item.arguments.endpoints_with_free_names().map(|endpoint| {
        let pieces = &endpoint.template.pieces;
        let options = &endpoint.template.required_options;
        method(scope, &endpoint.method, endpoint.reads, pieces, options)
    });
    let allow = scope.allow_attr();
    quote! {
        #[automatically_derived]
        #allow
        impl #parameters #self_type #where_clause {
            #[doc = #doc]
            #vis const FIELDS: #krate::query::Fields<#krate::__private::Root<Self>, Self> = #krate::query::Fields::NEW;
            #permissions
            #methods_of_path
            #(#other_methods)*
        }
    }
}

/// `PERMISSIONS`, if they are declared.
fn permissions_constant(scope: &Scope<'_>) -> Option<TokenStream> {
    let Scope { item, krate, .. } = scope;
    let permissions = item.arguments.permissions.as_ref();
    let permissions = permissions.filter(|permissions| permissions.are_of_type())?;
    let doc = docs::permissions_constant(item, permissions);
    let vis = &item.vis;
    let arguments = permission_slices(&permissions.rows);
    Some(quote! {
        #[doc = #doc]
        #vis const PERMISSIONS: #krate::auth::Permissions = #krate::auth::Permissions::new(#arguments);
    })
}

/// The arguments of `Permissions::new`.
fn permission_slices(permissions: &PermissionRows) -> TokenStream {
    let delegated = permissions.of(PermissionKind::Delegated);
    let personal = permissions.of(PermissionKind::Personal);
    let application = permissions.of(PermissionKind::Application);
    quote!(&[#(#delegated),*], &[#(#personal),*], &[#(#application),*])
}

/// The impl that lets requests return the type.
pub(super) fn resource_impl(scope: &Scope<'_>) -> Option<TokenStream> {
    if !scope.item.arguments.has_typed_endpoint() || scope.cannot_deserialize() {
        return None;
    }
    let self_type = scope.self_type();
    let generics = scope.deserializable_generics();
    let (parameters, _, where_clause) = generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #parameters __graph::Resource for #self_type #where_clause {}
    })
}

/// A path that ends in a key is one object in a collection; one that ends in a name is one object, or a collection.
fn methods_of_path(scope: &Scope<'_>, path: &Template) -> TokenStream {
    let names = scope.item.arguments.methods_of_path();
    let span = path.literal.span();
    let mut methods = TokenStream::new();
    if names.contains(&"get") {
        let name = Ident::new("get", span);
        methods.extend(method(
            scope,
            &name,
            ReadKind::Object,
            &path.pieces,
            &path.required_options,
        ));
    }
    if names.contains(&"list") {
        let name = Ident::new("list", span);
        let collection = if names.contains(&"get") {
            without_last_key(path)
        } else {
            path.pieces.clone()
        };
        methods.extend(method(
            scope,
            &name,
            ReadKind::Collection,
            &collection,
            &path.required_options,
        ));
    }
    methods
}

/// The collection that contains the object.
fn without_last_key(path: &Template) -> Vec<Piece> {
    let mut pieces = path.pieces.clone();
    if path.ends_in_key() {
        pieces.pop();
    }
    if let Some(Piece::Literal(last)) = pieces.last_mut() {
        if last.ends_with('/') {
            last.pop();
        }
    }
    pieces
}

fn method(
    scope: &Scope<'_>,
    name: &Ident,
    reads: ReadKind,
    pieces: &[Piece],
    required_options: &[String],
) -> TokenStream {
    let Scope { item, krate, .. } = scope;
    let request = match reads {
        ReadKind::Object => quote!(Get<Self>),
        ReadKind::Collection => quote!(List<Self>),
        ReadKind::Content => quote!(Content),
        ReadKind::Delta => quote!(Delta<Self>),
        ReadKind::Action { .. } => quote!(Action<Self>),
    };
    let keys: Vec<&Ident> = pieces
        .iter()
        .filter_map(Piece::placeholder)
        .map(|key| &key.ident)
        .collect();
    let action_body = action_body(reads, &keys);
    let action_body = action_body.as_ref();
    let permissions = item.arguments.permissions.as_ref();
    let permissions = permissions.map(|permissions| permissions.of_method(name));
    let permissions = permissions.filter(|rows| !rows.0.is_empty());
    let body = method_body(
        scope,
        reads,
        pieces,
        &keys,
        action_body,
        permissions,
        required_options,
    );
    let doc = docs::method(item, reads, pieces, action_body, permissions);
    let vis = &item.vis;
    let keys = keys.iter().map(|key| quote!(#key: impl #krate::Key));
    let body_argument =
        action_body.map(|body| quote!(#body: &(impl #krate::__private::Serialize + ?Sized)));
    let arguments = keys.chain(body_argument);
    let signature = quote!(#vis fn #name(#(#arguments),*) -> #krate::#request);
    // So errors about a second method of that name, or about an argument, point at the attribute's argument.
    let signature = respanned(signature, name.span());
    quote! {
        #[doc = #doc]
        #signature { #body }
    }
}

/// The argument for the body of an action: `body`, unless a key has that name.
fn action_body(reads: ReadKind, keys: &[&Ident]) -> Option<Ident> {
    if !reads.is_action() {
        return None;
    }
    let mut name = "body".to_owned();
    while keys.iter().any(|key| **key == name) {
        name.insert_str(0, "request_");
    }
    Some(Ident::new(&name, Span::call_site()))
}

fn method_body(
    scope: &Scope<'_>,
    reads: ReadKind,
    pieces: &[Piece],
    keys: &[&Ident],
    action_body: Option<&Ident>,
    permissions: Option<&PermissionRows>,
    required_options: &[String],
) -> TokenStream {
    if scope.cannot_deserialize() {
        return quote!(let _ = (#(#keys,)* #action_body); loop {});
    }
    let krate = &scope.krate;
    let request = match reads {
        ReadKind::Object => quote!(Get),
        ReadKind::Collection => quote!(List),
        ReadKind::Content => quote!(Content),
        ReadKind::Delta => quote!(Delta),
        ReadKind::Action { .. } => quote!(Action),
    };
    let template = docs::template(pieces, '<', '>');
    let pieces = pieces.iter().map(piece);
    let with_version = scope.item.arguments.version.map(|version| match version {
        Version::V1 => quote!(.with_version(__graph::ApiVersion::V1)),
        Version::Beta => quote!(.with_version(__graph::ApiVersion::Beta)),
    });
    let permissions = permissions.map(|rows| {
        let slices = permission_slices(rows);
        quote!(const PERMISSIONS: &__graph::Permissions = &__graph::Permissions::new(#slices);)
    });
    let with_permissions = permissions
        .as_ref()
        .map(|_| quote!(.with_permissions(PERMISSIONS)));
    let with_required_options = if required_options.is_empty() {
        None
    } else {
        Some(quote!(.with_required_options(&[#(#required_options),*])))
    };
    let body = action_body.map(|body| quote!(, #body));
    let idempotent = match reads {
        ReadKind::Action {
            is_idempotent: true,
        } => Some(quote!(.idempotent())),
        _ => None,
    };
    quote! {
        use #krate::__private as __graph;
        #permissions
        const ENDPOINT: &__graph::Endpoint =
            &__graph::Endpoint::new(#template, &[#(#pieces),*]) #with_version #with_permissions #with_required_options;
        __graph::#request::new(ENDPOINT, &[#(&#keys),*] #body) #idempotent
    }
}

/// The tokens at another place in the source, with their hygiene unchanged.
fn respanned(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| respanned_token(token, span))
        .collect()
}

fn respanned_token(mut token: TokenTree, span: Span) -> TokenTree {
    if let TokenTree::Group(group) = &token {
        let inner = respanned(group.stream(), span);
        return TokenTree::Group(Group::new(group.delimiter(), inner));
    }
    token.set_span(token.span().located_at(span));
    token
}

fn piece(piece: &Piece) -> TokenStream {
    match piece {
        Piece::Literal(text) => quote!(__graph::Piece::Literal(#text)),
        Piece::Key(key) => {
            let name = &key.name;
            let kind = match key.kind {
                PlaceholderKind::Segment => quote!(Segment),
                PlaceholderKind::Quoted => quote!(Quoted),
                PlaceholderKind::Bare => quote!(Bare),
                PlaceholderKind::Closed => quote!(Closed),
                PlaceholderKind::Segments => quote!(Segments),
            };
            quote!(__graph::Piece::Key(__graph::PlaceholderKind::#kind, #name))
        }
    }
}
