//! `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::node::Node;

/// A key to sort the entity `E` by: what `.order_by(…)` takes, made by `asc()` and `desc()` of a field.
#[must_use = "an order does nothing until a request is given it"]
pub struct Order<E> {
    pub(crate) node: Node,
    entity: PhantomData<fn() -> E>,
}

impl<E> Order<E> {
    pub(crate) fn new(mut node: Node, direction: &str) -> Self {
        node.text.push_str(direction);
        Order { node, entity: PhantomData }
    }

    /// A key in OData's own words, not yet encoded for a URL: `displayName desc`. Nothing of it is checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Order::new(Node::raw(text.into()), "")
    }
}

impl<E> Clone for Order<E> {
    fn clone(&self) -> Self {
        Order { node: self.node.clone(), entity: PhantomData }
    }
}

impl<E> fmt::Display for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.node.text)
    }
}

impl<E> fmt::Debug for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Order(..)")
    }
}
