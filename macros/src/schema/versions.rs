//! Which version of the service an item belongs to.

use graph_resource_schema::{ApiVersion, Model, Schema};
use proc_macro2::Span;

use crate::model::{Item, Version};

/// The versions that the item is compared with: one if the item says which, or is read by itself. A type that is only
/// part of others may belong to any.
pub(super) fn candidates<'s>(schema: &'s Schema, item: &Item) -> syn::Result<Vec<Model<'s>>> {
    let version = match item.arguments.version {
        Some(Version::V1) => ApiVersion::V1,
        Some(Version::Beta) => ApiVersion::Beta,
        None if item.arguments.has_endpoint() => ApiVersion::V1,
        None => return Ok(schema.models().collect()),
    };
    match schema.model(version) {
        Some(model) => Ok(vec![model]),
        None => Err(syn::Error::new(place(item), missing(version))),
    }
}

/// The first path, since a version alone has no effect.
fn place(item: &Item) -> Span {
    let mut endpoints = item.arguments.endpoints.iter();
    let template = match &item.arguments.path {
        Some(path) => Some(path),
        None => endpoints.next().map(|endpoint| &endpoint.template),
    };
    template.map_or_else(Span::call_site, |template| template.literal.span())
}

fn missing(version: ApiVersion) -> String {
    let option = match version {
        ApiVersion::V1 => "",
        ApiVersion::Beta => " --beta",
    };
    format!(
        "the schema does not have the version `{version}` of the service: add it with `graph-resource schema{option}`, or leave the type unchecked with `schema = false`"
    )
}
