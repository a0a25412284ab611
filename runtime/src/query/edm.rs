//! The kinds of primitive values in OData's Entity Data Model, which decide what a query can do with a property.
//!
//! A kind is the [`Kind`](crate::query::Value::Kind) of a [`Value`](crate::query::Value). Two operands can be compared if
//! they have the same kind. All numeric types are one kind, because OData promotes numbers
//! ([OData 4.01, URL Conventions, section 5.1.1.16]).
//!
//! [OData 4.01, URL Conventions, section 5.1.1.16]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html

use std::marker::PhantomData;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}
    )*};
}

kinds! {
    /// `Edm.String`
    Text,
    /// `Edm.Int32`, `Edm.Int64`, `Edm.Double`, `Edm.Decimal` and the other numeric types.
    Number,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Guid`
    Guid,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Date`
    Date,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Binary`
    Binary,
    /// The unknown kind of a [`Named`](crate::query::Named) property.
    Untyped,
}

/// An enumeration of the service, declared as the Rust enum `E`.
#[derive(Debug)]
pub struct Enum<E>(PhantomData<fn() -> E>);

/// A kind with string functions.
#[diagnostic::on_unimplemented(
    message = "expected a string field, found a field of kind `{Self}`",
    label = "not a string field",
    note = "`starts_with`, `contains`, `to_lower` and similar methods only work on strings; compare other fields with `eq`, `gt` or `lt`"
)]
pub trait TextKind {}
impl TextKind for Text {}

/// A kind whose values are ordered.
#[diagnostic::on_unimplemented(
    message = "a field of kind `{Self}` has no order",
    label = "not an ordered field",
    note = "numbers, strings, dates, times, durations, GUIDs and enums are ordered; compare a Boolean with `eq`: `f.is_read.eq(true)`"
)]
pub trait OrderedKind {}
impl OrderedKind for Text {}
impl OrderedKind for Number {}
impl OrderedKind for Guid {}
impl OrderedKind for DateTimeOffset {}
impl OrderedKind for Date {}
impl OrderedKind for TimeOfDay {}
impl OrderedKind for Duration {}
impl<E> OrderedKind for Enum<E> {}
impl OrderedKind for Untyped {}

/// A kind that entities can be sorted by: an ordered kind, or a Boolean, of which `false` comes first.
#[diagnostic::on_unimplemented(
    message = "entities cannot be sorted by a field of kind `{Self}`",
    label = "not a sort key",
    note = "numbers, strings, Booleans, dates, times, durations, GUIDs and enums can be sorted by"
)]
pub trait SortableKind {}
#[diagnostic::do_not_recommend]
impl<K: OrderedKind> SortableKind for K {}
impl SortableKind for Boolean {}

/// A kind with arithmetic.
#[diagnostic::on_unimplemented(
    message = "expected a numeric field, found a field of kind `{Self}`",
    label = "not a numeric field",
    note = "`+`, `-`, `*`, `/` and `%` only work on numbers; compare other fields with `eq`, `gt` or `lt`"
)]
pub trait NumericKind {}
impl NumericKind for Number {}

/// A kind with a year, a month and a day.
#[diagnostic::on_unimplemented(
    message = "expected a date field, found a field of kind `{Self}`",
    label = "not a date field",
    note = "a `String` field is a string in queries even if it holds a date: give it a date type of `chrono`, `time` or `jiff` (with the feature of that name) and `#[serde(deserialize_with = \"graph_resource::types::deserialize\")]`"
)]
pub trait DateKind {}
impl DateKind for DateTimeOffset {}
impl DateKind for Date {}

/// A kind with a date and a time, of which the date can be taken.
#[diagnostic::on_unimplemented(
    message = "expected a date-and-time field, found a field of kind `{Self}`",
    label = "not a date-and-time field",
    note = "`date` takes the date of a date and time (`Edm.DateTimeOffset`); compare a field that is a date itself (`Edm.Date`) directly"
)]
pub trait DateTimeKind {}
impl DateTimeKind for DateTimeOffset {}

/// A kind with an hour, a minute and a second.
#[diagnostic::on_unimplemented(
    message = "expected a time field, found a field of kind `{Self}`",
    label = "not a time field",
    note = "`hour`, `minute` and `second` need a time or date-and-time type of `chrono`, `time` or `jiff` (with the feature of that name)"
)]
pub trait TimeKind {}
impl TimeKind for DateTimeOffset {}
impl TimeKind for TimeOfDay {}

/// A kind whose values are one or several members of an enumeration.
#[diagnostic::on_unimplemented(
    message = "expected an enum field, found a field of kind `{Self}`",
    label = "not an enum field",
    note = "`has` only works on fields whose type is a `#[graph_resource]` enum, or `Flags` of one"
)]
pub trait EnumKind {}
impl<E> EnumKind for Enum<E> {}
