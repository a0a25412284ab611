//! Reading the primitive values that JSON has no type for: dates, times, durations, bytes, flags, large numbers.
//!
//! `#[serde(deserialize_with = "graph_resource::types::read")]` reads a text as a value of one of these types, also in an
//! `Option` (with `#[serde(default)]`), in a `Vec` and in both:
//!
//! | type | text |
//! |---|---|
//! | [`std::time::Duration`] | `Edm.Duration`: `P1DT2H30M`, not negative |
//! | `Vec<u8>` | `Edm.Binary`: base64 in both alphabets, padded or not |
//! | `DateTime<Utc>`, `DateTime<FixedOffset>` · `OffsetDateTime`, `UtcDateTime` · `Timestamp` | `Edm.DateTimeOffset`: `2024-02-29T09:15:00.1234567Z` |
//! | `NaiveDate` · `Date` · `civil::Date` | `Edm.Date`: `2024-02-29` |
//! | `NaiveTime` · `Time` · `civil::Time` | `Edm.TimeOfDay`: `09:15:00.000000` |
//! | `TimeDelta` · `Duration` · `SignedDuration` | `Edm.Duration`, also negative: `-P1D` |
//! | `NaiveDateTime` · `PrimitiveDateTime` · `civil::DateTime` | a local time, whose zone stands beside it: `2024-02-29T09:15:00.0000000` |
//!
//! The types of `chrono`, `time` and `jiff`, in this order, are behind the features of these names.
//!
//! Moments have any number of fraction digits (those beyond nanoseconds are cut) and `Z` or an offset, from
//! `0001-01-01T00:00:00Z`, which Graph writes for none, to `9999-12-31T23:59:59.9999999Z`, which it writes for never.
//! Jiff's `Timestamp` ends a day before; what lies behind is its last moment. A text without an offset is no moment and an
//! error: Outlook's `dateTimeTimeZone` writes local time so, and its zone beside it.
//!
//! ```
//! # use serde::Deserialize;
//! #[derive(Deserialize)]
//! struct Subscription {
//!     #[serde(deserialize_with = "graph_resource::types::read")]
//!     duration: std::time::Duration,
//!     #[serde(default, deserialize_with = "graph_resource::types::read")]
//!     key: Option<Vec<u8>>,
//! }
//!
//! let read: Subscription = serde_json::from_str(r#"{"duration": "PT1H", "key": "AQID"}"#).unwrap();
//! assert_eq!(read.duration.as_secs(), 3600);
//! assert_eq!(read.key.as_deref(), Some(&[1, 2, 3][..]));
//! ```
//!
//! `chrono` with its feature `serde` reads its moments, dates and times of day without [`read`], all of these forms.
//! [`Flags`], [`Int64`] and [`Decimal`] are types of their own.
//!
//! # Collections that go on elsewhere
//!
//! An expanded collection may be cut off, with a link to the rest beside it. A field takes the link, and
//! [`List::url`](crate::List::url) reads on:
//!
//! ```no_run
//! # use graph_resource::{graph_resource, Client, List};
//! # use serde::Deserialize;
//! #[graph_resource(path = "/groups/<groupId>")]
//! #[derive(Deserialize)]
//! struct Group {
//!     id: String,
//!     #[graph(expand)]
//!     members: Vec<Member>,
//!     #[serde(rename = "members@odata.nextLink")]
//!     more_members: Option<String>,
//! }
//!
//! #[graph_resource]
//! #[derive(Deserialize)]
//! struct Member { id: String }
//!
//! # async fn read(client: Client) -> Result<(), graph_resource::Error> {
//! let group = Group::get("g").send(&client).await?;
//! let mut members = group.members;
//! if let Some(link) = group.more_members {
//!     members.extend(List::url(link).all(&client).await?);
//! }
//! # Ok(()) }
//! ```

pub(crate) mod binary;
pub(crate) mod calendar;
#[cfg(feature = "chrono")]
pub(crate) mod chrono;
pub(crate) mod flags;
#[cfg(feature = "jiff")]
pub(crate) mod jiff;
pub(crate) mod number;
pub(crate) mod sent;
#[cfg(feature = "time")]
pub(crate) mod time;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

pub use crate::types::flags::Flags;
pub use crate::types::number::{Decimal, Int64};

/// A type that is written as text in Graph's JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `types::read`",
    label = "no type that stands as text in the JSON",
    note = "it reads durations, bytes (`Vec<u8>`) and, by the features `chrono`, `time` and `jiff` of `graph-resource`, the types of these crates; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmText: Sized {
    /// What it is, for messages: `an Edm.Duration`.
    const EXPECTED: &'static str;

    /// Reads it; `None` for a text that is none.
    fn from_text(text: &str) -> Option<Self>;
}

/// A type that [`read`] reads: an [`EdmText`], an `Option` or a `Vec` of one, one within the other as it comes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by `types::read`",
    label = "no type that stands as text in the JSON",
    note = "it reads durations, bytes (`Vec<u8>`) and, by the features `chrono`, `time` and `jiff` of `graph-resource`, the types of these crates, also in an `Option` or a `Vec`; a type that serde can read needs no `deserialize_with`"
)]
pub trait EdmField: Sized {
    #[doc(hidden)]
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a text as one of the types above, for `#[serde(deserialize_with = "graph_resource::types::read")]`.
///
/// # Errors
///
/// A text that is no value of the type.
pub fn read<'de, D: Deserializer<'de>, T: EdmField>(deserializer: D) -> Result<T, D::Error> {
    T::read_field(deserializer)
}

/// What a field within an `Option` or a `Vec` is read as.
struct Within<T>(T);

impl<'de, T: EdmField> Deserialize<'de> for Within<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read_field(deserializer).map(Within)
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: EdmText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(serde::de::Unexpected::Str(text), &self))
    }
}

impl<T: EdmText> EdmField for T {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor(PhantomData))
    }
}

impl<T: EdmField> EdmField for Option<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Within<T>>::deserialize(deserializer)?.map(|within| within.0))
    }
}

impl<T: EdmField> EdmField for Vec<T> {
    fn read_field<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Within<T>>::deserialize(deserializer)?
            .into_iter()
            .map(|within| within.0)
            .collect())
    }
}

impl EdmText for std::time::Duration {
    const EXPECTED: &'static str = "a duration that is not negative, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = calendar::Span::parse(text)?;
        (!span.negative).then(|| std::time::Duration::new(span.seconds, span.nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn durations_are_days_hours_minutes_and_seconds() {
        for (text, expected) in [
            ("PT0S", Some(Duration::ZERO)),
            (
                "P1DT2H3M4.5S",
                Some(Duration::from_millis(
                    (86_400 + 7_200 + 180 + 4) * 1_000 + 500,
                )),
            ),
            ("PT15M", Some(Duration::from_secs(900))),
            ("P30D", Some(Duration::from_secs(30 * 86_400))),
            ("PT0.0000001S", Some(Duration::from_nanos(100))),
            ("P1W", Some(Duration::from_secs(7 * 86_400))),
            ("-PT1S", None),
            ("P", None),
            ("PT", None),
            ("P1M", None),
            ("PT1.5H", None),
            ("1H", None),
            ("PT1H junk", None),
            ("", None),
        ] {
            assert_eq!(Duration::from_text(text), expected, "{text}");
        }
    }

    #[test]
    fn options_and_lists_are_read_as_well() {
        #[derive(serde::Deserialize)]
        struct Fields {
            #[serde(default, deserialize_with = "read")]
            none: Option<Duration>,
            #[serde(default, deserialize_with = "read")]
            null: Option<Duration>,
            #[serde(deserialize_with = "read")]
            many: Vec<Duration>,
            #[serde(default, deserialize_with = "read")]
            perhaps_many: Option<Vec<Duration>>,
            #[serde(default, deserialize_with = "read")]
            gaps: Vec<Option<Vec<u8>>>,
        }
        let json = r#"{"null": null, "many": ["PT1S", "PT2S"], "perhaps_many": ["PT3S"], "gaps": [null, "AQ=="]}"#;
        let read: Fields = serde_json::from_str(json).unwrap();
        assert_eq!((read.none, read.null, read.many.len()), (None, None, 2));
        assert_eq!(read.perhaps_many, Some(vec![Duration::from_secs(3)]));
        assert_eq!(read.gaps, [None, Some(vec![1])]);
        let error = serde_json::from_str::<Fields>(r#"{"many": ["soon"]}"#)
            .err()
            .unwrap()
            .to_string();
        assert!(error.contains("PT1H"), "{error}");
    }
}
