//! `$filter`: expressions, and the conditions that compare them.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use crate::query::comparable::ComparableTo;
use crate::query::expression::{Node, Operator, PropertyPath};
use crate::query::literal::{Literal, Value};
use crate::query::structured::StructuredType;

/// A condition on the entity `E`: what `.filter(…)` takes.
///
/// The methods of a [`Field`](crate::Field) make filters. Join them with [`and`](Self::and), [`or`](Self::or) and
/// [`not`](Self::not), or with `&`, `|` and `!`. Parentheses are added where the structure of the calls needs them.
///
/// `Display` writes the filter as OData, not yet encoded for a URL. The filter may contain personal data, so `Debug`
/// does not show it.
///
/// ```
/// # use graph_resource::graph_resource;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
/// # struct User { id: String, city: Option<String>, age: Option<i32> }
/// let f = User::FIELDS;
/// let filter = (f.city.eq("Oslo") | f.city.eq("Bergen")) & f.age.gt(18);
/// assert_eq!(filter.to_string(), "(city eq 'Oslo' or city eq 'Bergen') and age gt 18");
/// ```
#[must_use = "a filter does nothing until it is passed to a request"]
pub struct Filter<E> {
    pub(crate) node: Node,
    entity: PhantomData<fn() -> E>,
}

impl<E> Filter<E> {
    pub(crate) fn new(node: Node) -> Self {
        Filter {
            node,
            entity: PhantomData,
        }
    }

    /// Makes a filter from OData text, not yet encoded for a URL. The text is not checked.
    ///
    /// On directory objects, the words `ne`, `not`, `endswith`, `$count` and `customSecurityAttributes` outside of strings make
    /// the request an [advanced query](crate::guide::queries#advanced-queries). For anything else that needs one, call
    /// `consistency_level_eventual()` on the request.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, Filter};
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(serde::Deserialize)]
    /// # struct User { id: String }
    /// let request = User::list().filter(Filter::raw("createdDateTime ge 2024-01-01T00:00:00Z"));
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Filter::new(Node::raw(text))
    }

    /// Matches entities of the type `S`: `isof('microsoft.graph.user')`.
    pub fn is_of<S: StructuredType>() -> Self {
        entity_is_of::<E, S>()
    }

    /// Matches if both conditions hold.
    pub fn and(self, other: impl IntoFilter<E>) -> Self {
        self.join(Operator::And, other.into_condition())
    }

    /// Matches if at least one of the conditions holds.
    pub fn or(self, other: impl IntoFilter<E>) -> Self {
        self.join(Operator::Or, other.into_condition())
    }

    /// Returns `self operator other`, or `self` if there is no other filter.
    fn join(self, operator: Operator, other: Option<Node>) -> Self {
        match other {
            Some(other) => Filter::new(self.node.infix(operator, other)),
            None => self,
        }
    }

    /// Matches if the condition does not hold.
    ///
    /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
    #[allow(
        clippy::should_implement_trait,
        reason = "the trait is implemented; the method reads better at the end of a chain"
    )]
    pub fn not(self) -> Self {
        Filter::new(self.node.negated())
    }
}

/// A type that `.filter(…)` accepts for the entity `E`, and that `&`, `|`, [`and`](Filter::and) and [`or`](Filter::or) join:
/// a [`Filter`], or a Boolean field or expression. An `Option<Filter>` that is `None` adds nothing. There is nothing to
/// implement.
#[diagnostic::on_unimplemented(
    message = "expected `Filter<{E}>`, found `{Self}`",
    label = "expected `Filter<{E}>`, found `{Self}`",
    note = "compare a field of `{E}`: `f.display_name.eq(\"Ada\")`; join two filters with `&` or `|` instead of `&&` or `||`, and a list of them with `filters.into_iter().reduce(Filter::and)`; a field is only a filter itself if it is a Boolean, and a Boolean that the struct does not declare is `Field::named(\"x\").eq(true)`; for anything else, use `Filter::raw(\"…\")`"
)]
pub trait IntoFilter<E> {
    #[doc(hidden)]
    fn into_condition(self) -> Option<Node>;
}

/// A condition on one entity. The entity is not a parameter of this trait, so that the compiler never lists the entities
/// of other implementations beside the message of [`IntoFilter`].
#[allow(unnameable_types, reason = "`IntoFilter` is the bound to write")]
pub trait Condition {
    type Entity;

    fn into_node(self) -> Option<Node>;
}

#[diagnostic::do_not_recommend]
impl<E, C: Condition<Entity = E>> IntoFilter<E> for C {
    fn into_condition(self) -> Option<Node> {
        self.into_node()
    }
}

impl<E> Condition for Filter<E> {
    type Entity = E;

    fn into_node(self) -> Option<Node> {
        Some(self.node)
    }
}

impl<E> Condition for Option<Filter<E>> {
    type Entity = E;

    fn into_node(self) -> Option<Node> {
        self.map(|filter| filter.node)
    }
}

impl<E, C: IntoFilter<E>> BitAnd<C> for Filter<E> {
    type Output = Self;

    fn bitand(self, other: C) -> Self {
        self.and(other)
    }
}

impl<E, C: IntoFilter<E>> BitOr<C> for Filter<E> {
    type Output = Self;

    fn bitor(self, other: C) -> Self {
        self.or(other)
    }
}

impl<E> Not for Filter<E> {
    type Output = Self;

    fn not(self) -> Self {
        Filter::not(self)
    }
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Filter::new(self.node.clone())
    }
}

impl<E> fmt::Display for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.node.to_odata_in_scope())
    }
}

impl<E> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter(..)")
    }
}

/// An expression over the properties of `E`, such as a function call or a sum, whose value has the kind `K` of
/// [`edm`](crate::query::edm).
///
/// ```
/// # use graph_resource::graph_resource;
/// # #[graph_resource(path = "/drives/<driveId>")] #[derive(serde::Deserialize)]
/// # struct Drive { id: String, total: i64, used: i64 }
/// let f = Drive::FIELDS;
/// let free = f.total.sub(f.used);
/// assert_eq!(free.lt(1024).to_string(), "total sub used lt 1024");
/// ```
#[must_use = "an expression does nothing until it is compared and the filter is passed to a request"]
pub struct Expr<E, K> {
    pub(crate) node: Node,
    types: PhantomData<fn() -> (E, K)>,
}

impl<E, K> Expr<E, K> {
    pub(crate) fn new(node: Node) -> Self {
        Expr {
            node,
            types: PhantomData,
        }
    }

    /// Turns a value or a field into an expression, so that an expression can start with a value.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, query::Expr};
    /// # #[graph_resource(path = "/drives/<driveId>")] #[derive(serde::Deserialize)]
    /// # struct Drive { id: String, used: i64 }
    /// let filter = Expr::of(100).sub(Drive::FIELDS.used).gt(10);
    /// assert_eq!(filter.to_string(), "100 sub used gt 10");
    /// ```
    pub fn of(operand: impl AnyOperand<E, Kind = K>) -> Self {
        Expr::new(operand.into_operand())
    }
}

impl<E, K> Clone for Expr<E, K> {
    fn clone(&self) -> Self {
        Expr::new(self.node.clone())
    }
}

impl<E, K> fmt::Display for Expr<E, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.node.to_odata_in_scope())
    }
}

impl<E, K> fmt::Debug for Expr<E, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expr(..)")
    }
}

/// An operand of kind `K` in a query on `E`: a value, a field or an expression.
///
/// The trait cannot be implemented outside of this crate. To compare with a type of your own, implement [`Value`] for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a field of `{E}` of kind `{K}`",
    label = "expected kind `{K}`, in a query on `{E}`",
    note = "compare `Text` with a string, `Number` with a number, `Boolean` with `true` or `false`, `Enum<T>` with a variant of `T`, and anything with a field of the same kind; instead of an `Option`, pass its value, and test for null with `is_null()`"
)]
pub trait Operand<E, K> {
    #[doc(hidden)]
    fn node(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<E, K, O: AnyOperand<E, Kind: ComparableTo<K>>> Operand<E, K> for O {
    fn node(self) -> Node {
        O::Kind::adapt(self.into_operand())
    }
}

/// An operand of any kind in a query on `E`: a value, a field or an expression. A [`Named`](crate::query::Named) property
/// can be compared with it.
///
/// The trait cannot be implemented outside of this crate. To compare with a type of your own, implement [`Value`] for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a property of `{E}`",
    label = "not a value, a field of `{E}` or an expression",
    note = "pass the value of an `Option`: `eq(\"a\")` instead of `eq(Some(\"a\"))`; to compare with null, use `is_null()` or `is_not_null()`"
)]
pub trait AnyOperand<E> {
    /// The kind of the operand, one of the types in [`edm`](crate::query::edm).
    type Kind;

    #[doc(hidden)]
    fn into_operand(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<E, V: Value> AnyOperand<E> for V {
    type Kind = V::Kind;

    fn into_operand(self) -> Node {
        Node::literal(self.literal())
    }
}

#[diagnostic::do_not_recommend]
impl<E, K> AnyOperand<E> for Expr<E, K> {
    type Kind = K;

    fn into_operand(self) -> Node {
        self.node
    }
}

/// Returns `isof('microsoft.graph.user')`, which tests the entity itself.
pub(crate) fn entity_is_of<E, S: StructuredType>() -> Filter<E> {
    Filter::new(Node::call("isof", [quoted_type::<S>()]))
}

/// Returns `isof(manager,'microsoft.graph.user')`, which tests a property.
pub(crate) fn property_is_of<E, S: StructuredType>(path: PropertyPath) -> Filter<E> {
    Filter::new(Node::call("isof", [Node::path(path), quoted_type::<S>()]))
}

/// Graph expects the type in quotes, although OData's own grammar has none here.
fn quoted_type<S: StructuredType>() -> Node {
    Node::literal(Literal::text(S::INFO.odata_type))
}
