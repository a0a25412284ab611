//! The methods that compare, order and transform fields and expressions.
//!
//! A macro writes them once for both.

use crate::query::comparable::ComparableTo;
use crate::query::declaring_type::DeclaringType;
use crate::query::edm::{
    self, DateKind, DateTimeKind, EnumKind, NumericKind, OrderedKind, SortableKind, TextKind,
    TimeKind,
};
use crate::query::expression::{Node, Operator};
use crate::query::field::Field;
use crate::query::field_path::FieldPath;
use crate::query::filter::{Expr, Filter, Operand};
use crate::query::list_item::{ListItem, adapted_item};
use crate::query::literal::{Typed, Value};
use crate::query::order::Order;

/// The methods of an operand in queries on `$entity`. Its kind is `$kind` if `$subject` implements `$typed`.
///
/// The comparisons of fields take `&Self`, so that method calls do not find those of `PartialEq` first, which
/// [`no_operators`](crate::query::no_operators) implements.
macro_rules! operations {
    ($entity:ty, $kind:ty, $subject:ty, $typed:path, $receiver:ty) => {
        operations! { @compare $entity, $kind, $subject, $typed, $receiver, Sized :
            /// Matches if this is equal to `value`, which can also be a field or an expression (`eq`).
            ///
            /// ```
            /// # use graph_resource::graph_resource;
            /// # #[graph_resource(path = "/users/<userId>")]
            /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
            /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
            /// let f = User::FIELDS;
            /// assert_eq!(f.display_name.eq("Ada").to_string(), "displayName eq 'Ada'");
            /// ```
            eq Eq;
        }
        operations! { @compare $entity, $kind, $subject, $typed, $receiver, OrderedKind :
            /// Matches if this is greater than `value` (`gt`).
            gt Gt;
            /// Matches if this is greater than or equal to `value` (`ge`).
            ge Ge;
            /// Matches if this is less than `value` (`lt`).
            lt Lt;
            /// Matches if this is less than or equal to `value` (`le`).
            le Le;
        }

        /// Matches if this is not equal to `value` (`ne`).
        ///
        /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
        pub fn ne<V>(self: $receiver, value: V) -> Filter<$entity>
        where
            $subject: $typed,
            V: Operand<$entity, $kind>,
        {
            Filter::new(self.into_node().infix(Operator::Ne, value.node()))
        }

        /// Matches if this is equal to one of `values` (`in`). A value that is `None` stands for null.
        ///
        /// A request with an empty list fails before anything is sent.
        ///
        /// ```
        /// # use graph_resource::graph_resource;
        /// # #[graph_resource(path = "/users/<userId>")]
        /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
        /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
        /// let f = User::FIELDS;
        /// assert_eq!(f.age.in_([18, 21]).to_string(), "age in (18,21)");
        /// let filter = f.display_name.in_([None, Some("Ada")]);
        /// assert_eq!(filter.to_string(), "displayName in (null,'Ada')");
        /// ```
        pub fn in_<V>(self, values: impl IntoIterator<Item = V>) -> Filter<$entity>
        where
            $subject: $typed,
            V: ListItem<Kind: ComparableTo<$kind>>,
        {
            let values = values.into_iter().map(adapted_item::<V, $kind>).collect();
            Filter::new(self.into_node().in_list(values))
        }

        /// Matches if all of `flags` are set (`has`). A flag is a member of an enum with `#[graph_resource]`.
        ///
        /// ```
        /// # use graph_resource::{graph_resource, types::Flags};
        /// #[graph_resource]
        /// #[derive(Debug, serde::Deserialize)]
        /// #[serde(rename_all = "camelCase")]
        /// enum Day { Monday, Tuesday, #[serde(untagged)] Unknown(String) }
        ///
        /// #[graph_resource(path = "/shifts/<shiftId>")]
        /// #[derive(serde::Deserialize)]
        /// struct Shift { id: String, days: Option<Flags<Day>> }
        ///
        /// assert_eq!(Shift::FIELDS.days.has(Day::Monday).to_string(), "days has 'monday'");
        /// ```
        pub fn has<V>(self, flags: V) -> Filter<$entity>
        where
            $subject: $typed,
            $kind: EnumKind,
            V: Value<Kind = $kind>,
        {
            let flags = Node::literal(flags.literal());
            Filter::new(self.into_node().infix(Operator::Has, flags))
        }

        operations! { @search $entity, $kind, $subject, $typed :
            /// Matches strings that start with `text` (`startswith`).
            ///
            /// ```
            /// # use graph_resource::graph_resource;
            /// # #[graph_resource(path = "/users/<userId>")]
            /// # #[derive(serde::Deserialize)] #[serde(rename_all = "camelCase")]
            /// # struct User { id: String, display_name: Option<String>, age: Option<i32> }
            /// let f = User::FIELDS;
            /// assert_eq!(f.display_name.starts_with("A").to_string(), "startswith(displayName,'A')");
            /// ```
            starts_with "startswith";
            /// Matches strings that end with `text` (`endswith`).
            ///
            /// On directory objects this is an [advanced query](crate::guide::queries#advanced-queries).
            ends_with "endswith";
            /// Matches strings that contain `text` (`contains`).
            contains "contains";
        }

        operations! { @function $entity, $kind, TextKind, $subject, $typed :
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
            to_lower "tolower" Text;
            /// Returns the string in upper case (`toupper`).
            to_upper "toupper" Text;
            /// Returns the string without leading and trailing spaces (`trim`).
            trim "trim" Text;
            /// Returns the number of characters (`length`).
            length "length" Number;
        }

        operations! { @function $entity, $kind, DateKind, $subject, $typed :
            /// Returns the year (`year`).
            year "year" Number;
            /// Returns the month, 1 to 12 (`month`).
            month "month" Number;
            /// Returns the day of the month, 1 to 31 (`day`).
            day "day" Number;
        }

        operations! { @function $entity, $kind, DateTimeKind, $subject, $typed :
            /// Returns the date without the time (`date`).
            date "date" Date;
        }

        operations! { @function $entity, $kind, TimeKind, $subject, $typed :
            /// Returns the hour, 0 to 23 (`hour`).
            hour "hour" Number;
            /// Returns the minute, 0 to 59 (`minute`).
            minute "minute" Number;
            /// Returns the second, 0 to 59 (`second`).
            second "second" Number;
        }

        operations! { @arithmetic $entity, $kind, $subject, $typed :
            /// Returns the sum of this and `value` (`add`).
            add Add;
            /// Returns this minus `value` (`sub`).
            sub Sub;
            /// Returns the product of this and `value` (`mul`).
            mul Mul;
            /// Returns this divided by `value` (`div`). The quotient of two integers is an integer: divide by `2.0` for a
            /// fraction.
            div Div;
            /// Returns the remainder of this divided by `value` (`mod`).
            rem Mod;
        }

        /// Returns the number with the opposite sign (`-`).
        pub fn neg(self) -> Expr<$entity, edm::Number>
        where
            $subject: $typed,
            $kind: NumericKind,
        {
            Expr::new(self.into_node().minus())
        }

        /// Sorts by this, smallest first (`$orderby`).
        pub fn asc(self) -> Order<$entity>
        where
            $subject: $typed,
            $kind: SortableKind,
        {
            Order::new(self.into_node(), false)
        }

        /// Sorts by this, greatest first (`$orderby`).
        pub fn desc(self) -> Order<$entity>
        where
            $subject: $typed,
            $kind: SortableKind,
        {
            Order::new(self.into_node(), true)
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
        pub fn cast_as<N: Primitive>(self) -> Expr<$entity, N::Kind>
        where
            $subject: $typed,
        {
            Expr::new(Node::call("cast", [self.into_node(), Node::property(N::EDM_TYPE)]))
        }
    };

    (@compare $entity:ty, $kind:ty, $subject:ty, $typed:path, $receiver:ty, $bound:path : $($(#[$doc:meta])* $name:ident $operator:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<V>(self: $receiver, value: V) -> Filter<$entity>
        where
            $subject: $typed,
            $kind: $bound,
            V: Operand<$entity, $kind>,
        {
            Filter::new(self.into_node().infix(Operator::$operator, value.node()))
        }
    )*};

    (@search $entity:ty, $kind:ty, $subject:ty, $typed:path : $($(#[$doc:meta])* $name:ident $function:literal;)*) => {$(
        $(#[$doc])*
        pub fn $name<V>(self, text: V) -> Filter<$entity>
        where
            $subject: $typed,
            $kind: TextKind,
            V: Operand<$entity, edm::Text>,
        {
            Filter::new(Node::call($function, [self.into_node(), text.node()]))
        }
    )*};

    (@function $entity:ty, $kind:ty, $bound:ident, $subject:ty, $typed:path : $($(#[$doc:meta])* $name:ident $function:literal $result:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name(self) -> Expr<$entity, edm::$result>
        where
            $subject: $typed,
            $kind: $bound,
        {
            Expr::new(Node::call($function, [self.into_node()]))
        }
    )*};

    (@arithmetic $entity:ty, $kind:ty, $subject:ty, $typed:path : $($(#[$doc:meta])* $name:ident $operator:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<V>(self, value: V) -> Expr<$entity, edm::Number>
        where
            $subject: $typed,
            $kind: NumericKind,
            V: Operand<$entity, edm::Number>,
        {
            Expr::new(self.into_node().infix(Operator::$operator, value.node()))
        }
    )*};
}

/// A Rust type for a primitive type of OData, which values can be cast to.
pub trait Primitive: Value {
    /// The qualified name of the OData type: `Edm.Int32`.
    const EDM_TYPE: &'static str;
}

macro_rules! primitives {
    ($($ty:ty: $name:literal,)*) => {$(
        impl Primitive for $ty {
            const EDM_TYPE: &'static str = $name;
        }
    )*};
}

primitives! {
    bool: "Edm.Boolean",
    i8: "Edm.SByte",
    u8: "Edm.Byte",
    i16: "Edm.Int16",
    i32: "Edm.Int32",
    i64: "Edm.Int64",
    f32: "Edm.Single",
    f64: "Edm.Double",
    String: "Edm.String",
}

impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    fn into_node(self) -> Node {
        Node::path(self.property_path())
    }
}

impl<E, K> Expr<E, K> {
    fn into_node(self) -> Node {
        self.node
    }
}

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented too; the methods chain"
)]
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    operations!(P::Entity, T::Kind, T, Typed, &Self);
}

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented too; the methods chain"
)]
impl<E, K> Expr<E, K> {
    operations!(E, K, K, Sized, Self);
}
