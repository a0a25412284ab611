//! `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::expression::Node;

/// A key to sort entities `E` by: what `.order_by(…)` takes.
///
/// The methods `asc()` and `desc()` of a [`Field`](crate::Field) make one:
///
/// ```
/// # use graph_resource::graph_resource;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
/// # struct User { id: String, name: Option<String> }
/// let f = User::FIELDS;
/// let request = User::list().order_by(f.name.asc()).order_by(f.id.desc());
/// assert!(request.to_string().contains("$orderby=name,id%20desc"));
/// ```
#[must_use = "a sort order does nothing until it is passed to a request"]
pub struct Order<E> {
    pub(crate) node: Node,
    pub(crate) descending: bool,
    entity: PhantomData<fn() -> E>,
}

impl<E> Order<E> {
    pub(crate) fn new(node: Node, descending: bool) -> Self {
        Order {
            node,
            descending,
            entity: PhantomData,
        }
    }

    /// Makes a key from OData text such as `displayName desc`, not yet encoded for a URL. The text is not checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Order::new(Node::raw(text), false)
    }
}

impl<E> Clone for Order<E> {
    fn clone(&self) -> Self {
        Order::new(self.node.clone(), self.descending)
    }
}

impl<E> fmt::Display for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&with_direction(
            self.node.to_odata_in_scope(),
            self.descending,
        ))
    }
}

impl<E> fmt::Debug for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Order(..)")
    }
}

/// Returns a key as OData writes it.
pub(crate) fn odata_key(node: &Node, descending: bool) -> String {
    with_direction(node.to_odata(), descending)
}

/// Returns the key of raw text, which may end in a direction.
pub(crate) fn without_direction(key: &str) -> &str {
    let key = key.trim();
    let without = key.strip_suffix(" desc").or(key.strip_suffix(" asc"));
    without.unwrap_or(key).trim_end()
}

/// Ascending is the default direction.
fn with_direction(mut key: String, descending: bool) -> String {
    if descending {
        key.push_str(" desc");
    }
    key
}
