//! The methods of expressions: those of fields.

use crate::query::comparable::ComparableTo;
use crate::query::edm::{
    self, DateKind, DateTimeKind, EnumKind, NumericKind, OrderedKind, SortableKind, TextKind,
    TimeKind,
};
use crate::query::expression::{Node, Operator};
#[cfg(doc)]
use crate::query::field::Field;
use crate::query::filter::{Expr, Filter, Operand};
use crate::query::list_item::{ListItem, adapted_item};
use crate::query::literal::Value;
use crate::query::order::Order;
use crate::query::primitive::Primitive;

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented too; the methods chain"
)]
impl<E, K> Expr<E, K> {
    fn into_node(self) -> Node {
        self.node
    }

    /// Matches if this is equal to `value`, which can also be a field or an expression (`eq`).
    ///
    /// See [`Field::eq`].
    pub fn eq<V>(self, value: V) -> Filter<E>
    where
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Eq, value.node()))
    }

    /// Matches if this is not equal to `value` (`ne`).
    ///
    /// See [`Field::ne`].
    pub fn ne<V>(self, value: V) -> Filter<E>
    where
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Ne, value.node()))
    }

    /// Matches if this is greater than `value` (`gt`).
    ///
    /// See [`Field::gt`].
    pub fn gt<V>(self, value: V) -> Filter<E>
    where
        K: OrderedKind,
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Gt, value.node()))
    }

    /// Matches if this is greater than or equal to `value` (`ge`).
    ///
    /// See [`Field::ge`].
    pub fn ge<V>(self, value: V) -> Filter<E>
    where
        K: OrderedKind,
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Ge, value.node()))
    }

    /// Matches if this is less than `value` (`lt`).
    ///
    /// See [`Field::lt`].
    pub fn lt<V>(self, value: V) -> Filter<E>
    where
        K: OrderedKind,
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Lt, value.node()))
    }

    /// Matches if this is less than or equal to `value` (`le`).
    ///
    /// See [`Field::le`].
    pub fn le<V>(self, value: V) -> Filter<E>
    where
        K: OrderedKind,
        V: Operand<E, K>,
    {
        Filter::new(self.into_node().infix(Operator::Le, value.node()))
    }

    /// Matches if this is equal to one of `values` (`in`). A value that is `None` stands for null.
    ///
    /// See [`Field::in_`].
    pub fn in_<V>(self, values: impl IntoIterator<Item = V>) -> Filter<E>
    where
        V: ListItem<Kind: ComparableTo<K>>,
    {
        let values = values.into_iter().map(adapted_item::<V, K>).collect();
        Filter::new(self.into_node().in_list(values))
    }

    /// Matches if all of `flags` are set (`has`). A flag is a member of an enum with `#[graph_resource]`.
    ///
    /// See [`Field::has`].
    pub fn has<V>(self, flags: V) -> Filter<E>
    where
        K: EnumKind,
        V: Value<Kind = K>,
    {
        let flags = Node::literal(flags.literal());
        Filter::new(self.into_node().infix(Operator::Has, flags))
    }

    /// Matches strings that start with `text` (`startswith`).
    ///
    /// See [`Field::starts_with`].
    pub fn starts_with<V>(self, text: V) -> Filter<E>
    where
        K: TextKind,
        V: Operand<E, edm::Text>,
    {
        Filter::new(Node::call("startswith", [self.into_node(), text.node()]))
    }

    /// Matches strings that end with `text` (`endswith`).
    ///
    /// See [`Field::ends_with`].
    pub fn ends_with<V>(self, text: V) -> Filter<E>
    where
        K: TextKind,
        V: Operand<E, edm::Text>,
    {
        Filter::new(Node::call("endswith", [self.into_node(), text.node()]))
    }

    /// Matches strings that contain `text` (`contains`).
    ///
    /// See [`Field::contains`].
    pub fn contains<V>(self, text: V) -> Filter<E>
    where
        K: TextKind,
        V: Operand<E, edm::Text>,
    {
        Filter::new(Node::call("contains", [self.into_node(), text.node()]))
    }

    /// Sorts by this, smallest first (`$orderby`).
    ///
    /// See [`Field::asc`].
    pub fn asc(self) -> Order<E>
    where
        K: SortableKind,
    {
        Order::new(self.into_node(), false)
    }

    /// Sorts by this, greatest first (`$orderby`).
    ///
    /// See [`Field::desc`].
    pub fn desc(self) -> Order<E>
    where
        K: SortableKind,
    {
        Order::new(self.into_node(), true)
    }

    /// Returns the string in lower case (`tolower`).
    ///
    /// See [`Field::to_lower`].
    pub fn to_lower(self) -> Expr<E, edm::Text>
    where
        K: TextKind,
    {
        Expr::new(Node::call("tolower", [self.into_node()]))
    }

    /// Returns the string in upper case (`toupper`).
    ///
    /// See [`Field::to_upper`].
    pub fn to_upper(self) -> Expr<E, edm::Text>
    where
        K: TextKind,
    {
        Expr::new(Node::call("toupper", [self.into_node()]))
    }

    /// Returns the string without leading and trailing spaces (`trim`).
    ///
    /// See [`Field::trim`].
    pub fn trim(self) -> Expr<E, edm::Text>
    where
        K: TextKind,
    {
        Expr::new(Node::call("trim", [self.into_node()]))
    }

    /// Returns the number of characters (`length`).
    ///
    /// See [`Field::length`].
    pub fn length(self) -> Expr<E, edm::Number>
    where
        K: TextKind,
    {
        Expr::new(Node::call("length", [self.into_node()]))
    }

    /// Returns the year (`year`).
    ///
    /// See [`Field::year`].
    pub fn year(self) -> Expr<E, edm::Number>
    where
        K: DateKind,
    {
        Expr::new(Node::call("year", [self.into_node()]))
    }

    /// Returns the month, 1 to 12 (`month`).
    ///
    /// See [`Field::month`].
    pub fn month(self) -> Expr<E, edm::Number>
    where
        K: DateKind,
    {
        Expr::new(Node::call("month", [self.into_node()]))
    }

    /// Returns the day of the month, 1 to 31 (`day`).
    ///
    /// See [`Field::day`].
    pub fn day(self) -> Expr<E, edm::Number>
    where
        K: DateKind,
    {
        Expr::new(Node::call("day", [self.into_node()]))
    }

    /// Returns the date without the time (`date`).
    ///
    /// See [`Field::date`].
    pub fn date(self) -> Expr<E, edm::Date>
    where
        K: DateTimeKind,
    {
        Expr::new(Node::call("date", [self.into_node()]))
    }

    /// Returns the hour, 0 to 23 (`hour`).
    ///
    /// See [`Field::hour`].
    pub fn hour(self) -> Expr<E, edm::Number>
    where
        K: TimeKind,
    {
        Expr::new(Node::call("hour", [self.into_node()]))
    }

    /// Returns the minute, 0 to 59 (`minute`).
    ///
    /// See [`Field::minute`].
    pub fn minute(self) -> Expr<E, edm::Number>
    where
        K: TimeKind,
    {
        Expr::new(Node::call("minute", [self.into_node()]))
    }

    /// Returns the second, 0 to 59 (`second`).
    ///
    /// See [`Field::second`].
    pub fn second(self) -> Expr<E, edm::Number>
    where
        K: TimeKind,
    {
        Expr::new(Node::call("second", [self.into_node()]))
    }

    /// Returns the sum of this and `value` (`add`).
    ///
    /// See [`Field::add`].
    pub fn add<V>(self, value: V) -> Expr<E, edm::Number>
    where
        K: NumericKind,
        V: Operand<E, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Add, value.node()))
    }

    /// Returns this minus `value` (`sub`).
    ///
    /// See [`Field::sub`].
    pub fn sub<V>(self, value: V) -> Expr<E, edm::Number>
    where
        K: NumericKind,
        V: Operand<E, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Sub, value.node()))
    }

    /// Returns the product of this and `value` (`mul`).
    ///
    /// See [`Field::mul`].
    pub fn mul<V>(self, value: V) -> Expr<E, edm::Number>
    where
        K: NumericKind,
        V: Operand<E, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Mul, value.node()))
    }

    /// Returns this divided by `value` (`div`). The quotient of two integers is an integer: divide by `2.0` for a
    ///
    /// See [`Field::div`].
    pub fn div<V>(self, value: V) -> Expr<E, edm::Number>
    where
        K: NumericKind,
        V: Operand<E, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Div, value.node()))
    }

    /// Returns the remainder of this divided by `value` (`mod`).
    ///
    /// See [`Field::rem`].
    pub fn rem<V>(self, value: V) -> Expr<E, edm::Number>
    where
        K: NumericKind,
        V: Operand<E, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Mod, value.node()))
    }

    /// Returns the number with the opposite sign (`-`).
    ///
    /// See [`Field::neg`].
    pub fn neg(self) -> Expr<E, edm::Number>
    where
        K: NumericKind,
    {
        Expr::new(self.into_node().minus())
    }

    /// Converts this to the primitive type `N` (`cast`).
    ///
    /// See [`Field::cast_as`].
    pub fn cast_as<N: Primitive>(self) -> Expr<E, N::Kind> {
        let edm_type = Node::property(N::EDM_TYPE);
        Expr::new(Node::call("cast", [self.into_node(), edm_type]))
    }
}
