//! `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use crate::query::expression::Node;

/// A key to sort the entity `E` by: what `.order_by(…)` takes, made by `asc()` and `desc()` of a field.
#[must_use = "an order does nothing until a request is given it"]
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

    /// A key in OData's own words, not yet encoded for a URL: `displayName desc`. Nothing of it is checked.
    pub fn raw(text: impl Into<String>) -> Self {
        Order::new(Node::Raw(text.into()), false)
    }
}

/// What `.order_by(…)` takes for the entity `E`: an [`Order`].
#[diagnostic::on_unimplemented(
    message = "this is no key to sort `{E}` by",
    label = "a key says its direction: `.asc()` or `.desc()`",
    note = "the keys are made of fields, `let f = {E}::FIELDS;`: write `.order_by(f.display_name.asc())`",
    note = "several keys are several calls; OData's own words are taken by `Order::raw(\"displayName desc\")`"
)]
pub trait IntoOrder<E> {
    #[doc(hidden)]
    fn into_order(self) -> Order<E>;
}

impl<E> IntoOrder<E> for Order<E> {
    fn into_order(self) -> Order<E> {
        self
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
