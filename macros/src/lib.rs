//! The attribute of `graph-resource`. Use it through that crate, which re-exports and documents it.
//!
//! One stage per module: `shell` wraps the item, `derive` runs the others: `parse` builds the `model`, `schema` compares it
//! with what Microsoft Graph has, `check` applies the rules to it, `expand` generates the code.

mod caret;
mod check;
mod derive;
mod encode;
mod errors;
mod expand;
mod model;
mod names;
mod parse;
#[cfg(any(feature = "schema", test))]
mod schema;
mod shell;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

#[doc = include_str!("attribute.md")]
#[proc_macro_attribute]
pub fn graph_resource(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(arguments.into(), item.into()).into()
}

/// Generates the code for the attribute, which puts this derive on the item. Do not use it directly.
///
/// It reads the attributes of `serde`, also if `Deserialize` is not derived but written by hand.
#[doc(hidden)]
#[proc_macro_derive(GraphResource, attributes(graph, serde))]
pub fn derive_graph_resource(item: TokenStream) -> TokenStream {
    derive::derive(item.into()).into()
}
