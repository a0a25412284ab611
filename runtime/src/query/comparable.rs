//! Which kinds can be compared with each other, and how an operand is written for the other side.

use crate::query::edm::{
    Binary, Boolean, Date, DateTimeOffset, Duration, Enum, Guid, Number, Text, TimeOfDay, Untyped,
};
use crate::query::expression::Node;

/// A kind whose values can be compared with those of the kind `K`: the same kind, a date with a date and time, and what a
/// field with `#[graph(type = "…")]` takes.
///
/// OData compares a date as the moment at which it begins in UTC: `createdDateTime ge 2024-02-29`.
pub trait ComparableTo<K> {
    /// Writes an operand as the other side requires.
    #[doc(hidden)]
    fn adapt(operand: Node) -> Node {
        operand
    }
}

impl<K> ComparableTo<K> for K {}
impl ComparableTo<DateTimeOffset> for Date {}
impl ComparableTo<Date> for DateTimeOffset {}

macro_rules! comparable_to_untyped {
    ($($kind:ident)*) => {$(
        impl ComparableTo<$kind> for Untyped {}
    )*};
}

comparable_to_untyped!(Text Number Boolean Guid DateTimeOffset Date TimeOfDay Duration Binary);
impl<E> ComparableTo<Enum<E>> for Untyped {}
