//! Reads the primitive values that JSON has no type for: dates, times, durations, bytes, flags and large numbers.
//!
//! `#[serde(deserialize_with = "graph_resource::types::deserialize")]` reads values of these types. The type can also be
//! in an `Option` (with `#[serde(default)]`) or a `Vec`:
//!
//! | type | value in the JSON |
//! |---|---|
//! | `f64`, `f32` | `Edm.Double`, `Edm.Single`: a number, `"NaN"`, `"INF"` or `"-INF"` |
//! | `String` | `Edm.String`, in which half of a surrogate pair (`"\ud83d"`) is read as U+FFFD |
//! | [`std::time::Duration`] | `Edm.Duration`: `P1DT2H30M`, not negative |
//! | `Vec<u8>` | `Edm.Binary`: base64 in either alphabet, with or without padding |
//! | `DateTime<Utc>`, `DateTime<FixedOffset>` · `OffsetDateTime`, `UtcDateTime` · `Timestamp` | `Edm.DateTimeOffset`: `2024-02-29T09:15:00.1234567Z` |
//! | `NaiveDate` · `Date` · `civil::Date` | `Edm.Date`: `2024-02-29` |
//! | `NaiveTime` · `Time` · `civil::Time` | `Edm.TimeOfDay`: `09:15:00.000000` |
//! | `TimeDelta` · `Duration` · `SignedDuration` | `Edm.Duration`, which may be negative: `-P1D` |
//! | `NaiveDateTime` · `PrimitiveDateTime` · `civil::DateTime` | a local time, whose zone is in the property next to it: `2024-02-29T09:15:00.0000000` |
//!
//! Where a row names types of several crates, they are those of `chrono`, `time` and `jiff`, in this order. Each needs
//! the feature of the crate's name.
//!
//! `null` for a `Vec` is an empty list. This also works for a `Vec` of other numbers, Booleans, [`Int64`], [`Decimal`],
//! [`Flags`], [`serde_json::Value`], and types with `#[graph_resource]`; for any other type use `Option<Vec<T>>`.
//!
//! A date and time may have any number of fraction digits; digits beyond nanoseconds are dropped. It ends with `Z` or an
//! offset. It ranges from `0001-01-01T00:00:00Z`, which Graph writes for "no date", to `9999-12-31T23:59:59.9999999Z`,
//! which means "never". Jiff's `Timestamp` ends a day earlier; later times are read as its maximum. A string without an
//! offset is an error: Outlook's `dateTimeTimeZone` writes a local time, with its zone in the next property.
//!
//! A duration with years or months (`P1M`) is an error, because their length varies. Weeks (`P1W`) are read.
//!
//! ```
//! # use serde::Deserialize;
//! #[derive(Deserialize)]
//! struct Subscription {
//!     #[serde(deserialize_with = "graph_resource::types::deserialize")]
//!     duration: std::time::Duration,
//!     #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
//!     key: Option<Vec<u8>>,
//! }
//!
//! let json = r#"{"duration": "PT1H", "key": "AQID"}"#;
//! let subscription: Subscription = serde_json::from_str(json)?;
//! assert_eq!(subscription.duration.as_secs(), 3600);
//! assert_eq!(subscription.key.as_deref(), Some(&[1, 2, 3][..]));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! With their own features `serde`, `chrono` and `jiff` read dates and times without [`deserialize`]. The exception is
//! the `9999-12-31T23:59:59Z` of "never", which is later than Jiff's last `Timestamp`. `time` needs [`deserialize`].
//! [`Flags`], [`Int64`], [`Decimal`] and [`MaybeSent`] implement `Deserialize`, so they need no `deserialize_with`. They
//! also implement `Serialize`, so a struct with them can be stored and read again.
//!
//! # Expanded collections with more pages
//!
//! The service may send only the first page of an expanded collection, with a link to the next page as an annotation.
//! Read the link into a field, and pass it to [`List::at_url`](crate::List::at_url):
//!
//! ```no_run
//! # use graph_resource::{graph_resource, Client, List};
//! # use serde::Deserialize;
//! #[graph_resource(path = "/groups/<groupId>")]
//! #[derive(Deserialize)]
//! struct Group {
//!     id: String,
//!     #[graph(expand)]
//!     #[serde(default)]
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
//!     members.extend(List::at_url(link).all(&client).await?);
//! }
//! # Ok(()) }
//! ```

pub(crate) mod binary;
pub(crate) mod calendar;
#[cfg(feature = "chrono")]
pub(crate) mod chrono;
pub(crate) mod double;
pub(crate) mod duration;
pub(crate) mod edm_field;
pub(crate) mod edm_text;
pub(crate) mod flags;
#[cfg(feature = "jiff")]
pub(crate) mod jiff;
pub(crate) mod lossy;
pub(crate) mod maybe_sent;
pub(crate) mod number;
#[cfg(feature = "time")]
pub(crate) mod time;

pub use crate::types::edm_field::{EdmField, deserialize};
pub use crate::types::edm_text::EdmText;
pub use crate::types::flags::Flags;
pub use crate::types::maybe_sent::MaybeSent;
pub use crate::types::number::{Decimal, Int64, ParseDecimalError};

/// How [`deserialize`] reads a type. The compiler infers them; name them where a function is generic over [`EdmField`].
pub mod form {
    pub use crate::types::edm_field::{AsIs, EnumMember, Extended, FromText, Object};
}
