//! The texts of query options, parsed.

pub(crate) mod expand;
pub(crate) mod filter;
pub(crate) mod lexer;
pub(crate) mod list;
pub(crate) mod orderby;
pub(crate) mod search;
mod text;
