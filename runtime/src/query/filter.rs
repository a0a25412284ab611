//! `$filter`: expressions and the conditions made of them.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{BitAnd, BitOr, Not};

use crate::query::expression::{Node, Op};
use crate::query::literal::{Literal, Value};
use crate::query::structured::StructuredType;

/// A condition on the entity `E`: what `.filter(…)` takes.
///
/// It is made from fields, and joined with [`and`](Self::and), [`or`](Self::or), [`not`](Self::not) or `&`, `|`, `!`.
/// Parentheses are set by construction: the text has the shape of the calls that built it.
///
/// Its `Display` is OData's text, not yet encoded for a URL. It may hold personal data; `Debug` does not show it.
#[must_use = "a filter does nothing until a request is given it"]
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

    /// A condition in OData's own words, not yet encoded for a URL. Nothing of it is checked, nor whether directory objects
    /// need an advanced query for it, as for `ne`, `not` and `endswith`: `consistency_level_eventual()` on the request asks
    /// for one.
    ///
    /// ```
    /// # use graph_resource::Filter;
    /// let filter = Filter::<()>::raw("createdDateTime ge 2024-01-01T00:00:00Z");
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Filter::new(Node::Raw(text.into()))
    }

    /// Whether the entity itself is of the type `S`: `isof('microsoft.graph.user')`.
    pub fn is_of<S: StructuredType>() -> Self {
        is_of::<E, S>(None)
    }

    /// Both conditions hold.
    pub fn and(self, other: Filter<E>) -> Self {
        Filter::new(self.node.infix(Op::And, other.node))
    }

    /// At least one of the conditions holds.
    pub fn or(self, other: Filter<E>) -> Self {
        Filter::new(self.node.infix(Op::Or, other.node))
    }

    /// The condition does not hold.
    #[allow(
        clippy::should_implement_trait,
        reason = "it does implement it; the method reads better at the end of a chain"
    )]
    pub fn not(self) -> Self {
        Filter::new(self.node.negated())
    }
}

/// What `.filter(…)` takes for the entity `E`: a [`Filter`].
#[diagnostic::on_unimplemented(
    message = "this is no condition on `{E}`",
    label = "not a `Filter<{E}>`",
    note = "a condition compares a field, `let f = {E}::FIELDS;`: write `f.display_name.eq(\"Ada\")`, and for a Boolean `f.is_read.eq(true)`",
    note = "conditions are joined with `&` and `|`, or `.and(…)` and `.or(…)`, and fields compared by `.eq(…)`, `.gt(…)` and the like: Rust takes `&&`, `||`, `==` and `>` for its own `bool`",
    note = "OData's own words are taken by `Filter::raw(\"…\")`"
)]
pub trait IntoFilter<E> {
    #[doc(hidden)]
    fn into_filter(self) -> Filter<E>;
}

impl<E> IntoFilter<E> for Filter<E> {
    fn into_filter(self) -> Filter<E> {
        self
    }
}

impl<E> BitAnd for Filter<E> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.and(other)
    }
}

impl<E> BitOr for Filter<E> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
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
        f.write_str(&self.node.text())
    }
}

impl<E> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Filter(..)")
    }
}

/// What a function or an operator makes of properties of `E`, to be compared: a value of the kind `K`, one of
/// [`edm`](crate::query::edm).
#[must_use = "an expression does nothing until it is compared and a request is given the filter"]
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

    /// A value or a field as an expression, to begin with it: `Expr::of(100).sub(f.used)`.
    pub fn of(operand: impl Operand<E, K>) -> Self {
        Expr::new(operand.node())
    }
}

impl<E, K> Clone for Expr<E, K> {
    fn clone(&self) -> Self {
        Expr::new(self.node.clone())
    }
}

impl<E, K> fmt::Display for Expr<E, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.node.text())
    }
}

impl<E, K> fmt::Debug for Expr<E, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Expr(..)")
    }
}

/// What a property of the entity `E` and the kind `K` can be compared with: a value, a field or an expression of the
/// same kind.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be compared with a property of the kind `{K}`",
    label = "not of the kind `{K}`",
    note = "write what the kind takes: for `Text` a text (`\"a\"`), for `Number` a number (`42`), for `Boolean` `true` or `false`, for `Enum<T>` a variant of `T`, for dates, times and GUIDs a value of their type (features `chrono`, `time`, `jiff`, `uuid`)",
    note = "an `Option` is no value: write `eq(\"a\")` for `eq(Some(\"a\"))`, and `is_null()` or `is_not_null()` for a comparison with `None`",
    note = "a field of the same entity and an expression of the same kind can stand here as well"
)]
pub trait Operand<E, K> {
    #[doc(hidden)]
    fn node(self) -> Node;
}

#[diagnostic::do_not_recommend]
impl<E, K, V: Value<Kind = K>> Operand<E, K> for V {
    fn node(self) -> Node {
        Node::literal(self.literal())
    }
}

#[diagnostic::do_not_recommend]
impl<E, K> Operand<E, K> for Expr<E, K> {
    fn node(self) -> Node {
        self.node
    }
}

/// `isof('microsoft.graph.user')`, or of something else than the entity, `isof(x,'microsoft.graph.user')`. The type is
/// in quotes, as Graph takes it.
pub(crate) fn is_of<E, S: StructuredType>(what: Option<Node>) -> Filter<E> {
    let of_type = Node::literal(Literal::text(S::INFO.odata_type));
    Filter::new(Node::call(
        "isof",
        what.into_iter().chain([of_type]).collect::<Vec<_>>(),
    ))
}
