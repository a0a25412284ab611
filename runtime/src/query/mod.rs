//! The query language: from fields to OData's text.

pub(crate) mod arithmetic;
pub mod edm;
pub(crate) mod expand;
pub(crate) mod expression;
pub(crate) mod field;
pub(crate) mod filter;
pub(crate) mod lambda;
pub(crate) mod literal;
pub(crate) mod literals;
pub(crate) mod named;
pub(crate) mod operators;
pub(crate) mod options;
pub(crate) mod order;
pub(crate) mod owner;
pub(crate) mod path_types;
pub(crate) mod place;
pub(crate) mod render;
pub(crate) mod search;
pub(crate) mod search_terms;
pub(crate) mod select;
pub(crate) mod structured;
pub(crate) mod type_info;
