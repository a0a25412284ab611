//! From the model to code. The code is data and delegations; what it does is in the runtime crate.
//!
//! The struct of fields and the methods stand beside the user's struct, where messages and documentation name them best.
//! All else is in a block of its own, where the runtime has a short name.

mod docs;
mod endpoints;
mod enumeration;
mod fields;
mod missing_methods;
mod navigation_lint;
mod scope;
mod shape;
mod static_lifetimes;
mod tagged_enum;
mod warning;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Item, Kind, Polymorphic, Struct};
use scope::Scope;

/// The code for an item; `sound` is whether nothing is wrong with it.
pub(crate) fn item(item: &Item, sound: bool) -> TokenStream {
    let scope = Scope::new(item, sound);
    match &item.kind {
        Kind::Struct(read) => structure(&scope, read, &TokenStream::new()),
        Kind::Enum(read) => {
            let (doubt, block) = (
                enumeration::doubt(&scope, read),
                scope.block(&enumeration::expand(&scope, read)),
            );
            quote!(#doubt #block)
        }
        Kind::Polymorphic(read) => polymorphic(&scope, read),
    }
}

fn structure(scope: &Scope<'_>, read: &Struct, further: &TokenStream) -> TokenStream {
    let fields = fields::expand(scope, read);
    let inherent = endpoints::expand(scope);
    let (shape, resource) = (shape::expand(scope, read), endpoints::resource(scope));
    let absent = missing_methods::expand(scope);
    let entity = navigation_lint::entity(scope);
    let block = scope.block(&quote!(#shape #resource #entity #absent #further));
    let doubts = navigation_lint::doubts(scope, read);
    let slashes = warning::slashes(scope);
    quote!(#fields #inherent #block #doubts #slashes)
}

/// To queries, an enum of structs is a struct of no properties of its own: those are behind casts.
fn polymorphic(scope: &Scope<'_>, read: &Polymorphic) -> TokenStream {
    let through = tagged_enum::through(scope, read);
    let structure = structure(
        scope,
        &Struct {
            open: true,
            ..Struct::default()
        },
        &tagged_enum::expand(scope, read),
    );
    quote!(#through #structure)
}
