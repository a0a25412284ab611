//! Comparisons with null.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value as Json};

use crate::query::declaring_type::DeclaringType;
use crate::query::expression::{Node, Operator};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Expr, Filter};
use crate::query::lambda::{Nullable, Plain, Structured};
use crate::query::literal::Typed;
use crate::query::structured::Nested;

/// A type of properties that have one value, which may be null: anything but a collection. `Kind` is one of the types in
/// [`item_kind`](crate::query::item_kind).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with null",
    label = "not a single value",
    note = "a collection is empty instead of null: use `is_empty()` or `is_not_empty()`; for a struct of your own, put `#[graph_resource]` on it"
)]
pub trait SingleValue<Kind = Plain> {}

/// The kind of properties that hold any JSON.
#[derive(Debug)]
pub enum AnyJson {}

#[diagnostic::do_not_recommend]
impl<T: Typed> SingleValue<Plain> for T {}
#[diagnostic::do_not_recommend]
impl<T: Nested> SingleValue<Structured> for T {}
#[diagnostic::do_not_recommend]
impl SingleValue<AnyJson> for Json {}
#[diagnostic::do_not_recommend]
impl SingleValue<AnyJson> for Map<String, Json> {}
#[diagnostic::do_not_recommend]
impl<K, V, S> SingleValue<AnyJson> for HashMap<K, V, S> {}
#[diagnostic::do_not_recommend]
impl<K, V> SingleValue<AnyJson> for BTreeMap<K, V> {}
#[diagnostic::do_not_recommend]
impl<T: SingleValue<AnyJson>> SingleValue<Nullable<AnyJson>> for Option<T> {}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    /// Matches if the property has no value (`eq null`).
    pub fn is_null<Kind>(self) -> Filter<P::Entity>
    where
        T: SingleValue<Kind>,
    {
        is_null(Node::path(self.property_path()))
    }

    /// Matches if the property has a value (`ne null`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_not_null<Kind>(self) -> Filter<P::Entity>
    where
        T: SingleValue<Kind>,
    {
        is_not_null(Node::path(self.property_path()))
    }
}

impl<E, K> Expr<E, K> {
    /// Matches if the expression has no value (`eq null`).
    pub fn is_null(self) -> Filter<E> {
        is_null(self.node)
    }

    /// Matches if the expression has a value (`ne null`).
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    pub fn is_not_null(self) -> Filter<E> {
        is_not_null(self.node)
    }
}

fn is_null<E>(node: Node) -> Filter<E> {
    Filter::new(node.infix(Operator::Eq, Node::null()))
}

fn is_not_null<E>(node: Node) -> Filter<E> {
    Filter::new(node.infix(Operator::Ne, Node::null()))
}
