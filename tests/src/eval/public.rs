//! The evaluator for tests that only have JSON.

use std::fmt;

use serde_json::Value;

use crate::data::{Data, Node, Store};
use crate::odata::Expr;

/// A filter with incompatible types for a value, such as `name gt 1` if the name is a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError(String);

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EvalError {}

/// Whether a JSON object matches a filter.
///
/// Missing properties are null, and nested objects and arrays can be navigated.
///
/// ```
/// use graph_resource_tests::odata::{matches, parse_filter};
/// use serde_json::json;
///
/// let filter = parse_filter("tags/any(t:t eq 'new') and price lt 2.5")?;
/// assert_eq!(matches(&filter, &json!({"tags": ["New"], "price": 2})), Ok(true));
/// # Ok::<(), graph_resource_tests::odata::ParseError>(())
/// ```
///
/// # Errors
///
/// Returns an error if the types of operands or arguments are incompatible.
pub fn matches(filter: &Expr, value: &Value) -> Result<bool, EvalError> {
    let store = Store::new(Data::new());
    let node = Node {
        kind: String::new(),
        path: String::new(),
        value,
    };
    super::matches(&store, filter, &node).map_err(|failure| EvalError(failure.message))
}
