//! Evaluates expressions and searches on data.

mod arithmetic;
mod cast;
mod compare;
mod expr;
mod item;
mod method;
mod order;
mod public;
mod search;
mod temporal;
mod text;

#[cfg(test)]
mod tests;

use crate::data::{Node, Store};
use crate::failure::Failure;
use crate::odata::Expr;

pub(crate) use order::sort;
pub use public::{EvalError, matches as matches_json};
pub(crate) use search::is_found;

/// Whether an entity matches a filter. It does not if the result is null.
pub(crate) fn matches<'a>(
    store: &'a Store,
    filter: &Expr,
    node: &Node<'a>,
) -> Result<bool, Failure> {
    let scope = expr::Scope::new(store, item::Item::Node(node.clone()));
    Ok(expr::truth(&scope.value(filter)?)?.unwrap_or(false))
}
