//! From the model to code. The code is data and delegations; what it does is in the runtime crate.

mod address;
mod enumeration;
mod fields;
mod polymorphic;
mod shape;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{GenericParam, Generics, WherePredicate, parse_quote};

use crate::model::{Item, Kind, Polymorphic, Struct};

/// The code for an item.
pub(crate) fn item(item: &Item) -> TokenStream {
    let scope = Scope::new(item);
    match &item.kind {
        Kind::Struct(read) => structure(&scope, read),
        Kind::Enum(read) => enumeration::expand(&scope, read),
        Kind::Polymorphic(read) => polymorphic(&scope, read),
    }
}

fn structure(scope: &Scope<'_>, read: &Struct) -> TokenStream {
    // With a lifetime parameter nothing could be made that lives long enough; the error says so.
    if scope.item.generics.lifetimes().next().is_some() {
        return TokenStream::new();
    }
    let fields = fields::expand(scope, read);
    let shape = shape::expand(scope, read);
    let inherent = address::expand(scope);
    quote!(#fields #shape #inherent)
}

/// To queries, an enum of structs is a struct of no properties of its own: those are behind casts.
fn polymorphic(scope: &Scope<'_>, read: &Polymorphic) -> TokenStream {
    let struct_code = structure(scope, &Struct { properties: Vec::new(), open: true });
    let reading = polymorphic::expand(scope, read);
    quote!(#struct_code #reading)
}

/// What all code for an item needs to know.
struct Scope<'a> {
    item: &'a Item,
    /// The path of the runtime crate.
    krate: TokenStream,
    /// The item's generics, with the bounds that generated code needs.
    generics: Generics,
    /// The name of the struct of fields.
    fields: syn::Ident,
}

impl<'a> Scope<'a> {
    fn new(item: &'a Item) -> Self {
        let krate = item.arguments.krate.as_ref().map_or_else(|| quote!(::graph_resource), |path| quote!(#path));
        let mut scope =
            Scope { item, krate, generics: item.generics.clone(), fields: format_ident!("{}Fields", item.ident) };
        let krate = scope.krate.clone();
        for parameter in &mut scope.generics.params {
            match parameter {
                GenericParam::Type(parameter) => parameter.default = None,
                GenericParam::Const(parameter) => parameter.default = None,
                GenericParam::Lifetime(_) => {}
            }
        }
        let bounds: Vec<WherePredicate> = item
            .generics
            .type_params()
            .map(|parameter| {
                let ident = &parameter.ident;
                parse_quote!(#ident: #krate::__private::DeserializeOwned + 'static)
            })
            .collect();
        if !bounds.is_empty() {
            scope.generics.make_where_clause().predicates.extend(bounds);
        }
        scope
    }

    /// `Wrapper<T>`
    fn this(&self) -> TokenStream {
        let ident = &self.item.ident;
        let (_, arguments, _) = self.generics.split_for_impl();
        quote!(#ident #arguments)
    }

    /// The generics with the place in front.
    fn with_place(&self) -> Generics {
        let krate = &self.krate;
        let mut generics = self.generics.clone();
        generics.params.insert(0, parse_quote!(__P: #krate::Place));
        generics
    }
}
