//! The query language: from fields to OData's text.

mod arithmetic;
pub mod edm;
pub(crate) mod expand;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod lambda;
pub(crate) mod named;
pub(crate) mod node;
pub(crate) mod operations;
pub(crate) mod options;
pub(crate) mod order;
pub(crate) mod place;
mod render;
pub(crate) mod search;
pub(crate) mod select;
pub(crate) mod value;
mod values;
