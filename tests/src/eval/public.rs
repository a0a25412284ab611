//! The evaluator for tests that have only JSON at hand.

use std::fmt;

use serde_json::Value;

use crate::data::{Data, Node, Store};
use crate::odata::Expr;

/// A filter that makes no sense on the value that it was given, as `name gt 1` where the name is a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError(String);

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EvalError {}

/// Whether a JSON object passes a filter.
///
/// Properties that it lacks are null, and an object or array in it is what a navigation property would lead to.
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
/// Fails where what is compared, calculated or called does not go together.
pub fn matches(filter: &Expr, value: &Value) -> Result<bool, EvalError> {
    let store = Store::new(Data::new());
    let node = Node {
        kind: String::new(),
        path: String::new(),
        value,
    };
    super::matches(&store, filter, &node).map_err(|failure| EvalError(failure.message))
}
