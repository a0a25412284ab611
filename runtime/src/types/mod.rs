//! Reading the primitive values that JSON has no type for: dates, times, durations, bytes, flags, large numbers.
//!
//! `#[serde(deserialize_with = "graph_resource::types::deserialize")]` reads a text as a value of one of these types, also in an
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
//!     #[serde(deserialize_with = "graph_resource::types::deserialize")]
//!     duration: std::time::Duration,
//!     #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
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
//! [`List::at_url`](crate::List::at_url) reads on:
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
//!     members.extend(List::at_url(link).all(&client).await?);
//! }
//! # Ok(()) }
//! ```

pub(crate) mod binary;
pub(crate) mod calendar;
#[cfg(feature = "chrono")]
pub(crate) mod chrono;
pub(crate) mod duration;
pub(crate) mod edm_text;
pub(crate) mod flags;
#[cfg(feature = "jiff")]
pub(crate) mod jiff;
pub(crate) mod number;
pub(crate) mod sent;
#[cfg(feature = "time")]
pub(crate) mod time;

pub use crate::types::sent::MaybeSent;

pub use crate::types::edm_text::{EdmField, EdmText, deserialize};
pub use crate::types::flags::Flags;
pub use crate::types::number::{Decimal, Int64};
