//! From tokens to the model.

mod arguments;
mod enumeration;
mod structure;
pub(crate) mod template;

use serde_derive_internals::{Ctxt, Derive, ast};
use syn::{Data, DeriveInput, Fields};

use crate::errors::Errors;
use crate::model::{Item, Kind};

/// Reads the item. `None` where nothing can be made of it; what is wrong is in `errors`.
pub(crate) fn item(input: &DeriveInput, errors: &mut Errors) -> Option<Item> {
    let arguments = arguments::read(&input.attrs, errors);
    let kind = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(_) => Kind::Struct(structure::read(&container(input)?, errors)),
            Fields::Unnamed(_) | Fields::Unit => {
                let message = "`#[graph_resource]` needs named fields: their names are the properties it asks for";
                errors.at(&input.ident, message);
                return None;
            }
        },
        Data::Enum(_) => enumeration::read(&container(input)?, arguments.derived, errors),
        Data::Union(_) => {
            errors
                .at(&input.ident, "`#[graph_resource]` goes on a struct or an enum; a union cannot be read from JSON");
            return None;
        }
    };
    Some(Item { vis: input.vis.clone(), ident: input.ident.clone(), generics: input.generics.clone(), arguments, kind })
}

/// The item as serde's own derive sees it, so that names in queries and names in JSON are one thing.
fn container(input: &DeriveInput) -> Option<ast::Container<'_>> {
    let context = Ctxt::new();
    let private = proc_macro2::Ident::new("__private", proc_macro2::Span::call_site());
    let container = ast::Container::from_ast(&context, input, Derive::Deserialize, &private);
    // What is wrong with serde's attributes, serde's derive says.
    let _ = context.check();
    container
}
