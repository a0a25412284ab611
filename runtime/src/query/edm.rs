//! The primitive types of OData's entity data model, as far as they decide what can be asked of a property.
//!
//! They are the [`Kind`](crate::query::Value::Kind) of a [`Value`](crate::query::Value): two operands can be compared when theirs is
//! the same. All numbers are one kind, since OData promotes them ([OData 4.01, URL conventions 5.1.1]).
//!
//! [OData 4.01, URL conventions 5.1.1]: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html

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
    /// `Edm.Int32`, `Edm.Int64`, `Edm.Double`, `Edm.Decimal` and their like.
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
}

/// An enumeration of the service's own.
#[derive(Debug)]
pub struct Enum<E>(PhantomData<fn() -> E>);

/// A kind whose values are texts.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` is not text",
    label = "not a text field",
    note = "`starts_with`, `contains`, `to_lower` and their like are for fields that hold strings; compare other fields with `eq`, `gt`, `lt` …"
)]
pub trait TextKind {}
impl TextKind for Text {}

/// A kind whose values have an order.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` has no order",
    label = "cannot be ordered",
    note = "numbers, texts, dates, times, durations, GUIDs and enums have an order; a Boolean is compared with `eq`: `f.is_read.eq(true)`"
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

/// A kind that can be calculated with.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` is not a number",
    label = "not a number",
    note = "`+`, `-`, `*`, `/` and `%` are for fields that hold numbers; compare other fields with `eq`, `gt`, `lt` …"
)]
pub trait NumericKind {}
impl NumericKind for Number {}

/// A kind with a year, a month and a day.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` holds no date",
    label = "not a date",
    note = "`year`, `month` and `day` are for fields of a date type: those of the features `chrono`, `time` and `jiff`",
    note = "a date that is kept as a `String` is a text to queries as well: give the field one of these types, and `#[serde(deserialize_with = \"graph_resource::types::deserialize\")]`"
)]
pub trait DateKind {}
impl DateKind for DateTimeOffset {}
impl DateKind for Date {}

/// A kind with an hour, a minute and a second.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` holds no time of day",
    label = "not a time",
    note = "`hour`, `minute` and `second` are for fields of a date-and-time type"
)]
pub trait TimeKind {}
impl TimeKind for DateTimeOffset {}
impl TimeKind for TimeOfDay {}

/// A kind whose values are members of an enumeration, perhaps several at once.
#[diagnostic::on_unimplemented(
    message = "a property of the kind `{Self}` has no flags",
    label = "not an enum",
    note = "`has` is for fields whose type is a `#[graph_resource]` enum"
)]
pub trait EnumKind {}
impl<E> EnumKind for Enum<E> {}
