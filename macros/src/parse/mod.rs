//! From tokens to the model.

mod annotations;
mod arguments;
#[cfg(test)]
mod documented;
mod edm_types;
mod endpoints;
mod enumeration;
mod field_options;
mod forwarded_attrs;
mod keys;
mod non_ascii_names;
mod permissions;
mod serde_attrs;
mod structure;
mod template;
mod value;

use serde_derive_internals::{Ctxt, Derive, ast};
use syn::{Data, DeriveInput, Fields};

pub(crate) use enumeration::{has_inline_structs, held_struct};

use crate::errors::Errors;
use crate::model::{Arguments, Item, Kind, SchemaFacts, Struct};

/// Parses the item. Invalid parts are reported in `errors` and left out.
pub(crate) fn item(input: &mut DeriveInput, errors: &mut Errors) -> Item {
    let has_valid_names = non_ascii_names::keep(input, errors);
    let is_enum = matches!(input.data, Data::Enum(_));
    let arguments = arguments::parse(&input.attrs, is_enum, errors);
    let (container, serde_accepts) = serde_container(input);
    let kind = item_kind(input, container.as_ref(), &arguments, errors);
    let allow_attrs = forwarded_attrs::forwarded(&input.attrs, &[]);
    Item {
        vis: input.vis.clone(),
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        arguments,
        allow_attrs,
        kind,
        has_valid_serde_attrs: serde_accepts && has_valid_names,
        schema: SchemaFacts::default(),
    }
}

fn item_kind(
    input: &DeriveInput,
    container: Option<&ast::Container<'_>>,
    arguments: &Arguments,
    errors: &mut Errors,
) -> Kind {
    match (&input.data, container) {
        (Data::Struct(data), Some(container)) if matches!(data.fields, Fields::Named(_)) => {
            return Kind::Struct(structure::parse(container, errors));
        }
        (Data::Enum(_), Some(container)) => {
            return enumeration::parse(container, arguments.has_proxy, errors);
        }
        (Data::Union(_), _) => errors.add(
            &input.ident,
            "`#[graph_resource]` only applies to structs and enums: a union cannot be read from JSON",
        ),
        _ => errors.add(
            &input.ident,
            "`#[graph_resource]` needs named fields: their names are the properties to select",
        ),
    }
    Kind::Struct(without_properties())
}

/// A struct whose properties are unknown. It counts as open, so that it is not reported to have none.
fn without_properties() -> Struct {
    Struct {
        is_open: true,
        ..Struct::default()
    }
}

/// The item as serde's own derive sees it, so that queries and JSON have the same names; and whether that derive
/// accepts its attributes.
fn serde_container(input: &DeriveInput) -> (Option<ast::Container<'_>>, bool) {
    let context = Ctxt::new();
    let private = proc_macro2::Ident::new("__private", proc_macro2::Span::call_site());
    let container = ast::Container::from_ast(&context, input, Derive::Deserialize, &private);
    // Serde's derive reports the errors. The check is required: a context that is not checked panics.
    let serde_accepts = context.check().is_ok();
    (container, serde_accepts)
}
