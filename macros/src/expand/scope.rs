//! What all code for an item needs to know.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{GenericParam, Generics, WherePredicate, parse_quote};

use crate::expand::static_lifetimes;
use crate::model::Item;

pub(super) struct Scope<'a> {
    pub(super) item: &'a Item,
    /// The path of the runtime crate.
    pub(super) krate: TokenStream,
    /// The item's generics, with the bounds that generated code needs, and without lifetimes.
    pub(super) generics: Generics,
    /// The name of the struct of fields.
    pub(super) fields: syn::Ident,
    /// Whether nothing is wrong with the item.
    pub(super) sound: bool,
}

impl<'a> Scope<'a> {
    pub(super) fn new(item: &'a Item, sound: bool) -> Self {
        let krate = item
            .arguments
            .krate
            .as_ref()
            .map_or_else(|| quote!(::graph_resource), |path| quote!(#path));
        let mut generics = static_lifetimes::generics(&item.generics);
        for parameter in &mut generics.params {
            match parameter {
                GenericParam::Type(parameter) => parameter.default = None,
                GenericParam::Const(parameter) => parameter.default = None,
                GenericParam::Lifetime(_) => {}
            }
        }
        let bounds: Vec<WherePredicate> = generics
            .type_params()
            .map(|parameter| {
                let ident = &parameter.ident;
                parse_quote!(#ident: #krate::__private::DeserializeOwned + 'static)
            })
            .collect();
        if !bounds.is_empty() {
            generics.make_where_clause().predicates.extend(bounds);
        }
        let fields = format_ident!("{}Fields", item.ident);
        Scope {
            item,
            krate,
            generics,
            fields,
            sound,
        }
    }

    /// Whether serde does not read the item, because of a mistake that is told of: it borrows, or serde's attributes are
    /// wrong beside other mistakes. What needs serde is left out then, and methods are there to be named only. Where
    /// nothing else is wrong the compiler decides, since serde may know more than we do.
    pub(super) fn is_unreadable(&self) -> bool {
        !self.sound && (self.item.generics.lifetimes().next().is_some() || !self.item.readable)
    }

    /// `Wrapper<T>`
    pub(super) fn this(&self) -> TokenStream {
        let ident = &self.item.ident;
        let arguments: Vec<_> = self.item.generics.params.iter().map(argument).collect();
        if arguments.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#arguments),*>)
        }
    }

    /// `WrapperFields<__P, T>`
    pub(super) fn fields_of_place(&self) -> TokenStream {
        let fields = &self.fields;
        let arguments = self.generics.params.iter().map(argument);
        quote!(#fields<__P #(, #arguments)*>)
    }

    /// The generics under which the item is read: serde may ask more of a parameter than that it can be read, such as
    /// `Default` for a field that has one.
    pub(super) fn readable(&self) -> Generics {
        let mut generics = self.generics.clone();
        if self.item.arguments.has_address()
            && !self.is_unreadable()
            && generics.type_params().next().is_some()
        {
            let krate = &self.krate;
            let read = parse_quote!(Self: #krate::__private::DeserializeOwned);
            generics.make_where_clause().predicates.push(read);
        }
        generics
    }

    /// The generics with the place in front.
    pub(super) fn with_place(&self) -> Generics {
        let krate = &self.krate;
        let mut generics = self.generics.clone();
        generics.params.insert(0, parse_quote!(__P: #krate::Place));
        generics
    }

    /// The lints of what the user did not write, or wrote once and has been told of.
    pub(super) fn allow(&self) -> TokenStream {
        quote!(#[allow(dead_code, deprecated, unused_qualifications, clippy::all, clippy::pedantic, clippy::nursery)])
    }

    /// Code in which `__graph` is what the runtime has for generated code. No name of the user's is hidden by it.
    pub(super) fn block(&self, code: &TokenStream) -> TokenStream {
        let (krate, allow) = (&self.krate, self.allow());
        quote! {
            #allow
            const _: () = {
                use #krate::__private as __graph;
                #code
            };
        }
    }
}

/// A parameter as an argument.
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
