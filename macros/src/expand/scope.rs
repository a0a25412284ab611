//! The context that all generated code of an item shares.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{GenericParam, Generics, WherePredicate, parse_quote};

use crate::expand::static_lifetimes;
use crate::model::{Item, Kind};
use crate::names;

pub(super) struct Scope<'a> {
    pub(super) item: &'a Item,
    /// The path of the runtime crate.
    pub(super) krate: TokenStream,
    /// The item's generics, with the bounds that generated code needs and without lifetimes.
    pub(super) generics: Generics,
    /// The name of the struct of fields.
    pub(super) fields_ident: Ident,
    /// Whether the item has no mistakes.
    pub(super) is_valid: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(item: &'a Item, is_valid: bool) -> Self {
        let krate = match &item.arguments.krate {
            Some(path) => quote!(#path),
            None => quote!(::graph_resource),
        };
        Scope {
            item,
            generics: bounded_generics(&item.generics, &krate),
            krate,
            fields_ident: names::fields_type(&item.ident),
            is_valid,
        }
    }

    /// Whether serde cannot deserialize the item because of a mistake that is reported: it borrows, or its serde
    /// attributes are wrong, among other mistakes. Then the code leaves out the impls that need serde, and the
    /// bodies of the methods. An item without other mistakes is left to the compiler, since serde may know better.
    pub(super) fn cannot_deserialize(&self) -> bool {
        let has_static_reference = match &self.item.kind {
            Kind::Struct(parsed) => parsed.has_static_reference,
            Kind::Enum(_) | Kind::TaggedEnum(_) => false,
        };
        let borrows = has_static_reference || self.item.generics.lifetimes().next().is_some();
        !self.is_valid && (borrows || !self.item.has_valid_serde_attrs)
    }

    /// `Wrapper<T>`
    pub(super) fn self_type(&self) -> TokenStream {
        let ident = &self.item.ident;
        let arguments = arguments(&self.item.generics);
        if arguments.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#arguments),*>)
        }
    }

    /// The generics with which the item can be deserialized: serde may require more of a parameter than that it can be
    /// deserialized, such as `Default` for a field that has one.
    pub(super) fn deserializable_generics(&self) -> Generics {
        let mut generics = self.generics.clone();
        let has_type_parameter = generics.type_params().next().is_some();
        let is_read = self.item.arguments.has_typed_endpoint() && !self.cannot_deserialize();
        if has_type_parameter && is_read {
            let krate = &self.krate;
            let bound = parse_quote!(Self: #krate::__private::DeserializeOwned);
            generics.make_where_clause().predicates.push(bound);
        }
        generics
    }

    /// The generics of the struct of fields, which has the place as its first parameter.
    pub(super) fn generics_with_place(&self) -> Generics {
        let krate = &self.krate;
        let mut generics = self.generics.clone();
        generics
            .params
            .insert(0, parse_quote!(__P: #krate::query::FieldPath));
        generics
    }

    /// Allows the lints that would report the user's code a second time, or code that the user did not write.
    pub(super) fn allow_attr(&self) -> TokenStream {
        quote!(#[allow(dead_code, deprecated, unused_qualifications, clippy::all, clippy::pedantic, clippy::nursery)])
    }

    /// A [`block`](Self::block), unless there is nothing in it.
    pub(super) fn block_of_checks(&self, code: &TokenStream) -> Option<TokenStream> {
        if code.is_empty() {
            return None;
        }
        Some(self.block(code))
    }

    /// A block in which `__graph` is the runtime's module for generated code. It hides none of the user's names.
    pub(super) fn block(&self, code: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let allow = self.allow_attr();
        quote! {
            #allow
            const _: () = {
                use #krate::__private as __graph;
                #code
            };
        }
    }
}

/// The generics without lifetimes and defaults; each type must be deserializable.
fn bounded_generics(written: &Generics, krate: &TokenStream) -> Generics {
    let mut generics = static_lifetimes::without_lifetimes(written);
    let mut bounds: Vec<WherePredicate> = Vec::new();
    for parameter in &mut generics.params {
        match parameter {
            GenericParam::Type(parameter) => {
                parameter.default = None;
                let ident = &parameter.ident;
                bounds.push(parse_quote!(#ident: #krate::__private::DeserializeOwned + 'static));
            }
            GenericParam::Const(parameter) => parameter.default = None,
            GenericParam::Lifetime(_) => {}
        }
    }
    if !bounds.is_empty() {
        generics.make_where_clause().predicates.extend(bounds);
    }
    generics
}

/// The parameters as arguments.
pub(super) fn arguments(generics: &Generics) -> Vec<TokenStream> {
    generics.params.iter().map(argument).collect()
}

fn argument(parameter: &GenericParam) -> TokenStream {
    match parameter {
        GenericParam::Type(parameter) => {
            let ident = &parameter.ident;
            quote!(#ident)
        }
        GenericParam::Const(parameter) => {
            let ident = &parameter.ident;
            quote!(#ident)
        }
        GenericParam::Lifetime(_) => quote!('static),
    }
}
