//! The attribute of `graph-resource`. Use it through that crate, which re-exports it and documents it.
//!
//! One stage a file: `shell` wraps the item, `derive` leads it through the others: `parse` reads it into the
//! `model`, `check` holds it against the rules, `expand` writes the code.

mod check;
mod derive;
mod encode;
mod errors;
mod expand;
mod model;
mod names;
mod parse;
mod shell;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

/// Turns a struct into a typed read of Microsoft Graph. See the crate `graph-resource`.
#[proc_macro_attribute]
pub fn graph_resource(arguments: TokenStream, item: TokenStream) -> TokenStream {
    shell::wrap(arguments.into(), item.into()).into()
}

/// Does the work of the attribute, which puts it onto the item. Not for use by hand.
#[doc(hidden)]
#[proc_macro_derive(GraphResource, attributes(graph))]
pub fn derive_graph_resource(item: TokenStream) -> TokenStream {
    derive::derive(item.into()).into()
}
