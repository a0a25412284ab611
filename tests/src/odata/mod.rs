//! Parsers of OData expressions and query options, and an evaluator on JSON.
//!
//! The grammar is that of OData 4.01. The parsers expect percent-decoded text.
//!
//! ```
//! use graph_resource_tests::odata::{Expr, parse_filter};
//!
//! let filter = parse_filter("startswith(displayName,'A') and accountEnabled eq true")?;
//! assert!(matches!(filter, Expr::Binary { .. }));
//! # Ok::<(), graph_resource_tests::odata::ParseError>(())
//! ```

mod ast;
mod error;
mod expand;
mod filter;
#[cfg(test)]
mod filter_tests;
mod input;
pub(crate) mod literal;
mod mentioned;
mod operator;
mod orderby;
mod path;
mod search;
mod select;

pub use ast::*;
pub use error::ParseError;
pub use expand::parse_expand;
pub use filter::parse_filter;
pub use orderby::parse_orderby;
pub use search::parse_search;
pub use select::parse_select;

pub use crate::eval::{EvalError, matches_json as matches};
