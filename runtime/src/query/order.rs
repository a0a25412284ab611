//! `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::node::Node;

/// A key to sort the entity `E` by: what `.order_by(…)` takes, made by `asc()` and `desc()` of a field.
#[must_use = "an order does nothing until a request is given it"]
pub struct Order<E> {
    pub(crate) node: Node,
    pub(crate) descending: bool,
    entity: PhantomData<fn() -> E>,
}

impl<E> Order<E> {
    pub(crate) fn new(node: Node, descending: bool) -> Self {
        Order { node, descending, entity: PhantomData }
    }

    /// A key in OData's own words, not yet encoded for a URL: `displayName desc`. Nothing of it is checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Order::new(Node::Raw(text.into()), false)
    }
}

impl<E> Clone for Order<E> {
    fn clone(&self) -> Self {
        Order::new(self.node.clone(), self.descending)
    }
}

impl<E> fmt::Display for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.node, self.descending))
    }
}

impl<E> fmt::Debug for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Order(..)")
    }
}

/// A key as OData writes it. Ascending is what it is anyway.
pub(crate) fn text(node: &Node, descending: bool) -> String {
    let text = node.text();
    if descending { text + " desc" } else { text }
}
