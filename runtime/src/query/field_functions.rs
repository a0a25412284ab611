//! The methods of fields that make expressions.

use crate::query::declaring_type::DeclaringType;
use crate::query::edm::{self, DateKind, DateTimeKind, NumericKind, TextKind, TimeKind};
use crate::query::expression::{Node, Operator};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Expr, Operand};
use crate::query::literal::Typed;
use crate::query::primitive::Primitive;

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented too; the methods chain"
)]
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    pub(super) fn into_node(self) -> Node {
        Node::path(self.property_path())
    }

    /// Returns the string in lower case (`tolower`).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")]
    /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
    /// let f = User::FIELDS;
    /// let filter = f.display_name.to_lower().eq("ada");
    /// assert_eq!(filter.to_string(), "tolower(displayName) eq 'ada'");
    /// ```
    pub fn to_lower(self) -> Expr<P::Entity, edm::Text>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Expr::new(Node::call("tolower", [self.into_node()]))
    }

    /// Returns the string in upper case (`toupper`).
    pub fn to_upper(self) -> Expr<P::Entity, edm::Text>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Expr::new(Node::call("toupper", [self.into_node()]))
    }

    /// Returns the string without leading and trailing spaces (`trim`).
    pub fn trim(self) -> Expr<P::Entity, edm::Text>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Expr::new(Node::call("trim", [self.into_node()]))
    }

    /// Returns the number of characters (`length`).
    pub fn length(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: TextKind,
    {
        Expr::new(Node::call("length", [self.into_node()]))
    }

    /// Returns the year (`year`).
    pub fn year(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: DateKind,
    {
        Expr::new(Node::call("year", [self.into_node()]))
    }

    /// Returns the month, 1 to 12 (`month`).
    pub fn month(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: DateKind,
    {
        Expr::new(Node::call("month", [self.into_node()]))
    }

    /// Returns the day of the month, 1 to 31 (`day`).
    pub fn day(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: DateKind,
    {
        Expr::new(Node::call("day", [self.into_node()]))
    }

    /// Returns the date without the time (`date`).
    pub fn date(self) -> Expr<P::Entity, edm::Date>
    where
        T: Typed,
        T::Kind: DateTimeKind,
    {
        Expr::new(Node::call("date", [self.into_node()]))
    }

    /// Returns the hour, 0 to 23 (`hour`).
    pub fn hour(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: TimeKind,
    {
        Expr::new(Node::call("hour", [self.into_node()]))
    }

    /// Returns the minute, 0 to 59 (`minute`).
    pub fn minute(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: TimeKind,
    {
        Expr::new(Node::call("minute", [self.into_node()]))
    }

    /// Returns the second, 0 to 59 (`second`).
    pub fn second(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: TimeKind,
    {
        Expr::new(Node::call("second", [self.into_node()]))
    }

    /// Returns the sum of this and `value` (`add`).
    pub fn add<V>(self, value: V) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
        V: Operand<P::Entity, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Add, value.node()))
    }

    /// Returns this minus `value` (`sub`).
    pub fn sub<V>(self, value: V) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
        V: Operand<P::Entity, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Sub, value.node()))
    }

    /// Returns the product of this and `value` (`mul`).
    pub fn mul<V>(self, value: V) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
        V: Operand<P::Entity, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Mul, value.node()))
    }

    /// Returns this divided by `value` (`div`). The quotient of two integers is an integer: divide by `2.0` for a
    /// fraction.
    pub fn div<V>(self, value: V) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
        V: Operand<P::Entity, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Div, value.node()))
    }

    /// Returns the remainder of this divided by `value` (`mod`).
    pub fn rem<V>(self, value: V) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
        V: Operand<P::Entity, edm::Number>,
    {
        Expr::new(self.into_node().infix(Operator::Mod, value.node()))
    }

    /// Returns the number with the opposite sign (`-`).
    pub fn neg(self) -> Expr<P::Entity, edm::Number>
    where
        T: Typed,
        T::Kind: NumericKind,
    {
        Expr::new(self.into_node().minus())
    }

    /// Converts this to the primitive type `N` (`cast`).
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # #[graph_resource(path = "/users/<userId>")]
    /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
    /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
    /// let f = User::FIELDS;
    /// let filter = f.display_name.cast_as::<i32>().gt(10);
    /// assert_eq!(filter.to_string(), "cast(displayName,Edm.Int32) gt 10");
    /// ```
    pub fn cast_as<N: Primitive>(self) -> Expr<P::Entity, N::Kind>
    where
        T: Typed,
    {
        let edm_type = Node::property(N::EDM_TYPE);
        Expr::new(Node::call("cast", [self.into_node(), edm_type]))
    }
}
