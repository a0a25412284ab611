//! What can be asked of a property or an expression. The same for both, so it is written once.

use crate::query::edm::{self, DateKind, EnumKind, NumericKind, OrderedKind, TextKind, TimeKind};
use crate::query::expression::{Node, Op};
use crate::query::field::Field;
use crate::query::filter::{Expr, Filter, Operand};
use crate::query::literal::Typed;
use crate::query::order::Order;
use crate::query::owner::DeclaringType;
use crate::query::place::FieldPath;

/// The operations of something of the entity `$entity` and the kind `$kind`, which `$typed` says it has.
macro_rules! operations {
    ($entity:ty, $kind:ty, $subject:ty, $typed:path) => {
        operations! { @compare $entity, $kind, $subject, $typed, Sized :
            /// `eq`: equal to a value, a field or an expression.
            eq Eq;
        }
        operations! { @compare $entity, $kind, $subject, $typed, OrderedKind :
            /// `gt`: greater than.
            gt Gt;
            /// `ge`: greater than or equal to.
            ge Ge;
            /// `lt`: less than.
            lt Lt;
            /// `le`: less than or equal to.
            le Le;
        }

        /// `ne`: not equal to. An advanced query on directory objects.
        pub fn ne<V>(self, value: V) -> Filter<$entity>
        where
            $subject: $typed,
            V: Operand<$entity, $kind>,
        {
            Filter::new(self.into_node().infix(Op::Ne, value.node()))
        }

        /// `in`: equal to one of the values. With none, the request is an error before anything is sent.
        pub fn in_<V>(self, values: impl IntoIterator<Item = V>) -> Filter<$entity>
        where
            $subject: $typed,
            V: Operand<$entity, $kind>,
        {
            let values = values.into_iter().map(Operand::node).collect();
            Filter::new(self.into_node().in_list(values))
        }

        /// `eq null`: the property has no value.
        pub fn is_null(self) -> Filter<$entity> {
            Filter::new(self.into_node().infix(Op::Eq, Node::null()))
        }

        /// `ne null`: the property has a value. An advanced query on directory objects.
        pub fn is_not_null(self) -> Filter<$entity> {
            Filter::new(self.into_node().infix(Op::Ne, Node::null()))
        }

        /// `has`: all the flags of the value are set.
        pub fn has<V>(self, flags: V) -> Filter<$entity>
        where
            $subject: $typed,
            $kind: EnumKind,
            V: Operand<$entity, $kind>,
        {
            Filter::new(self.into_node().infix(Op::Has, flags.node()))
        }

        operations! { @search $entity, $kind, $subject, $typed :
            /// `startswith`: the text starts so.
            starts_with "startswith";
            /// `endswith`: the text ends so. An advanced query on directory objects.
            ends_with "endswith";
            /// `contains`: the text holds it.
            contains "contains";
        }

        operations! { @function $entity, $kind, TextKind, $subject, $typed :
            /// `tolower`: the text in lower case.
            to_lower "tolower" Text;
            /// `toupper`: the text in upper case.
            to_upper "toupper" Text;
            /// `trim`: the text without blanks around it.
            trim "trim" Text;
            /// `length`: the number of characters.
            length "length" Number;
        }

        operations! { @function $entity, $kind, DateKind, $subject, $typed :
            /// `year`: the year.
            year "year" Number;
            /// `month`: the month, 1 to 12.
            month "month" Number;
            /// `day`: the day of the month, 1 to 31.
            day "day" Number;
            /// `date`: the date without the time.
            date "date" Date;
        }

        operations! { @function $entity, $kind, TimeKind, $subject, $typed :
            /// `hour`: the hour, 0 to 23.
            hour "hour" Number;
            /// `minute`: the minute, 0 to 59.
            minute "minute" Number;
            /// `second`: the second, 0 to 59.
            second "second" Number;
        }

        operations! { @arithmetic $entity, $kind, $subject, $typed :
            /// `add`: the sum.
            add Add;
            /// `sub`: the difference.
            sub Sub;
            /// `mul`: the product.
            mul Mul;
            /// `div`: the quotient; of two integers, an integer.
            div Div;
            /// `mod`: the remainder.
            rem Mod;
        }

        /// `-`: the number with its sign changed.
        pub fn neg(self) -> Expr<$entity, edm::Number>
        where
            $subject: $typed,
            $kind: NumericKind,
        {
            Expr::new(self.into_node().minus())
        }

        /// `$orderby`: smallest first.
        pub fn asc(self) -> Order<$entity>
        where
            $subject: $typed,
            $kind: OrderedKind,
        {
            Order::new(self.into_node(), false)
        }

        /// `$orderby`: greatest first.
        pub fn desc(self) -> Order<$entity>
        where
            $subject: $typed,
            $kind: OrderedKind,
        {
            Order::new(self.into_node(), true)
        }

        /// `cast`: the value as one of the primitive type `N`: `cast(value,Edm.Int32)`.
        pub fn cast_as<N: Primitive>(self) -> Expr<$entity, N::Kind>
        where
            $subject: $typed,
        {
            Expr::new(Node::call("cast", [self.into_node(), Node::path(N::EDM_TYPE)]))
        }
    };

    (@compare $entity:ty, $kind:ty, $subject:ty, $typed:path, $limit:path : $($(#[$doc:meta])* $name:ident $op:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<V>(self, value: V) -> Filter<$entity>
        where
            $subject: $typed,
            $kind: $limit,
            V: Operand<$entity, $kind>,
        {
            Filter::new(self.into_node().infix(Op::$op, value.node()))
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

    (@arithmetic $entity:ty, $kind:ty, $subject:ty, $typed:path : $($(#[$doc:meta])* $name:ident $op:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<V>(self, value: V) -> Expr<$entity, edm::Number>
        where
            $subject: $typed,
            $kind: NumericKind,
            V: Operand<$entity, edm::Number>,
        {
            Expr::new(self.into_node().infix(Op::$op, value.node()))
        }
    )*};
}

/// A type of Rust's with a primitive type of OData that values can be cast to.
pub trait Primitive: crate::query::literal::Value {
    /// Its qualified name: `Edm.Int32`.
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
        Node::Path(self.steps())
    }
}

impl<E, K> Expr<E, K> {
    fn into_node(self) -> Node {
        self.node
    }
}

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented as well; the methods chain"
)]
impl<P: FieldPath, O: DeclaringType, const INDEX: usize, T> Field<P, O, INDEX, T> {
    operations!(P::Entity, T::Kind, T, Typed);
}

#[allow(
    clippy::should_implement_trait,
    reason = "the operators are implemented as well; the methods chain"
)]
impl<E, K> Expr<E, K> {
    operations!(E, K, K, Sized);
}
