//! From tokens to the model.

mod arguments;
mod endpoints;
mod enumeration;
mod forwarded_attrs;
mod non_ascii_names;
mod options;
mod serde;
mod structure;
mod template;
mod value;

use serde_derive_internals::{Ctxt, Derive, ast};
use syn::{Data, DeriveInput, Fields};

pub(crate) use enumeration::held_struct;
pub(crate) use non_ascii_names::shield;

use crate::errors::Errors;
use crate::model::{Item, Kind, Struct};
use crate::parse::forwarded_attrs::forwarded;

/// Reads the item, as far as it can be read; what is wrong is in `errors`.
pub(crate) fn item(input: &DeriveInput, errors: &mut Errors) -> Item {
    let arguments = arguments::read(&input.attrs, errors);
    let (container, readable) = container(input);
    let kind = match (&input.data, container) {
        (Data::Struct(data), Some(container)) if matches!(data.fields, Fields::Named(_)) => {
            Kind::Struct(structure::read(&container, errors))
        }
        (Data::Enum(_), Some(container)) => {
            enumeration::read(&container, arguments.derived, errors)
        }
        (Data::Union(_), _) => {
            let message =
                "`#[graph_resource]` goes on a struct or an enum; a union cannot be read from JSON";
            errors.at(&input.ident, message);
            Kind::Struct(nameless())
        }
        _ => {
            let message = "`#[graph_resource]` needs named fields: their names are the properties it asks for";
            errors.at(&input.ident, message);
            Kind::Struct(nameless())
        }
    };
    let DeriveInput {
        vis,
        ident,
        generics,
        ..
    } = input.clone();
    Item {
        vis,
        ident,
        generics,
        arguments,
        allowed: forwarded(&input.attrs, &[]),
        kind,
        readable,
    }
}

/// A struct whose properties are not known. It counts as open, which spares it the complaint that it has none.
fn nameless() -> Struct {
    Struct {
        open: true,
        ..Struct::default()
    }
}

/// The item as serde's own derive sees it, so that names in queries and names in JSON are one thing; and whether that
/// derive makes anything of it.
fn container(input: &DeriveInput) -> (Option<ast::Container<'_>>, bool) {
    let context = Ctxt::new();
    let private = proc_macro2::Ident::new("__private", proc_macro2::Span::call_site());
    let container = ast::Container::from_ast(&context, input, Derive::Deserialize, &private);
    // What is wrong with serde's attributes, serde's derive says. A context that is not asked would panic.
    let readable = context.check().is_ok();
    (container, readable)
}
