//! The faults that the service can simulate.

use std::time::Duration;

use jiff::{Timestamp, Unit};

/// A fault in a response.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A service error: 429, 408, 500, 502, 503, 504 or 509.
    Status(u16, RetryAfter),
    /// The connection is reset before the first byte of the response.
    Reset,
    /// The connection is reset in the middle of the body. The header promised the whole length.
    ResetBody,
    /// The connection is closed in the middle of the body. The header promised the whole length.
    CloseBody,
    /// Only half of the JSON is sent, with a matching length.
    Truncated,
    /// No response is sent, however long the client waits.
    Stall,
    /// Half of the body is sent, and then nothing, however long the client waits.
    StallBody,
    /// A page without items, with a link to the actual page.
    EmptyPage,
    /// A page whose link leads to itself. It only applies to pages that were reached by a link.
    RepeatedLink,
    /// A page whose link leads to this origin, such as `https://graph.example`, with the actual path.
    ForeignLink(String),
    /// The token of the request is rejected from now on.
    Expired {
        /// Whether the challenge asks for claims: [`Service::CLAIMS`](crate::Service::CLAIMS).
        claims: bool,
    },
    /// 410 on a delta link, with this error code and a `Location` to start again.
    Gone(&'static str),
}

/// The header `Retry-After`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// No such header.
    Absent,
    /// Whole seconds.
    Seconds(u64),
    /// Seconds with a fraction, such as `0.02`.
    Decimal(&'static str),
    /// An HTTP date this far in the future, rounded up to a whole second.
    Date(Duration),
    /// An HTTP date in the past.
    Past,
    /// Any other value, such as `soon` or `-1`.
    Text(&'static str),
}

impl Fault {
    /// A 429.
    pub fn throttled(retry_after: RetryAfter) -> Self {
        Self::Status(429, retry_after)
    }

    /// All faults that a client overcomes with retries.
    pub fn transient() -> Vec<Self> {
        let throttled = [
            RetryAfter::Absent,
            RetryAfter::Seconds(1),
            RetryAfter::Decimal("0.02"),
            RetryAfter::Date(Duration::from_millis(1)),
            RetryAfter::Past,
            RetryAfter::Text("soon"),
        ];
        let mut faults: Vec<_> = throttled.into_iter().map(Self::throttled).collect();
        faults.extend(
            [408, 500, 502, 503, 504, 509].map(|status| Self::Status(status, RetryAfter::Absent)),
        );
        faults.push(Self::Status(503, RetryAfter::Decimal("0.02")));
        faults.extend([
            Self::Reset,
            Self::ResetBody,
            Self::CloseBody,
            Self::Truncated,
            Self::Stall,
            Self::StallBody,
        ]);
        faults.push(Self::EmptyPage);
        faults
    }

    /// Whether the service processes the request and the response is damaged in transit.
    pub(crate) fn is_transport(&self) -> bool {
        use Fault::{CloseBody, Reset, ResetBody, Stall, StallBody, Truncated};
        matches!(
            self,
            Reset | Stall | ResetBody | CloseBody | StallBody | Truncated
        )
    }

    /// The name under which [`Service::fault_counts`](crate::Service::fault_counts) counts the fault.
    pub fn name(&self) -> String {
        let name = match self {
            Self::Status(status, RetryAfter::Absent) => return status.to_string(),
            Self::Status(status, retry_after) => return format!("{status} {}", retry_after.name()),
            Self::Reset => "reset",
            Self::ResetBody => "reset body",
            Self::CloseBody => "closed body",
            Self::Truncated => "truncated",
            Self::Stall => "stall",
            Self::StallBody => "stalled body",
            Self::EmptyPage => "empty page",
            Self::RepeatedLink => "repeated link",
            Self::ForeignLink(_) => "foreign link",
            Self::Expired { .. } => "expired",
            Self::Gone(_) => "gone",
        };
        name.to_owned()
    }
}

impl RetryAfter {
    fn name(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Seconds(_) => "seconds",
            Self::Decimal(_) => "decimal",
            Self::Date(_) => "date",
            Self::Past => "past",
            Self::Text(_) => "text",
        }
    }

    /// The value of the header, and the time before which a client must not retry.
    pub(crate) fn value(self, now: Timestamp) -> Option<(String, Timestamp)> {
        Some(match self {
            Self::Absent => return None,
            Self::Seconds(seconds) => (
                seconds.to_string(),
                later(now, Duration::from_secs(seconds)),
            ),
            Self::Decimal(text) => {
                let wait = text
                    .parse()
                    .ok()
                    .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                (text.to_owned(), later(now, wait.unwrap_or_default()))
            }
            Self::Date(wait) => {
                let date = next_second(later(now, wait));
                (http_date(date), date)
            }
            Self::Past => (http_date(Timestamp::UNIX_EPOCH), now),
            Self::Text(text) => (text.to_owned(), now),
        })
    }
}

fn later(time: Timestamp, wait: Duration) -> Timestamp {
    time.checked_add(wait).unwrap_or(Timestamp::MAX)
}

fn next_second(time: Timestamp) -> Timestamp {
    let up = jiff::TimestampRound::new()
        .smallest(Unit::Second)
        .mode(jiff::RoundMode::Ceil);
    time.round(up).unwrap_or(time)
}

fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_has_every_form() {
        let now: Timestamp = "2024-05-06T07:08:09.5Z".parse().unwrap();
        let value = |header: RetryAfter| {
            header
                .value(now)
                .map(|(text, until)| (text, until.to_string()))
        };
        let some = |text: &str, until: &str| Some((text.to_owned(), until.to_owned()));
        assert_eq!(value(RetryAfter::Absent), None);
        assert_eq!(
            value(RetryAfter::Seconds(2)),
            some("2", "2024-05-06T07:08:11.5Z")
        );
        assert_eq!(
            value(RetryAfter::Decimal("2.25")),
            some("2.25", "2024-05-06T07:08:11.75Z")
        );
        let date = value(RetryAfter::Date(Duration::from_secs(1)));
        assert_eq!(
            date,
            some("Mon, 06 May 2024 07:08:11 GMT", "2024-05-06T07:08:11Z")
        );
        assert_eq!(
            value(RetryAfter::Past),
            some("Thu, 01 Jan 1970 00:00:00 GMT", "2024-05-06T07:08:09.5Z")
        );
        assert_eq!(
            value(RetryAfter::Text("soon")),
            some("soon", "2024-05-06T07:08:09.5Z")
        );
    }

    #[test]
    fn fault_names_are_unique() {
        let names: std::collections::BTreeSet<_> =
            Fault::transient().iter().map(Fault::name).collect();
        assert_eq!(names.len(), Fault::transient().len());
        assert!(
            names.contains("429") && names.contains("429 date") && names.contains("503 decimal")
        );
    }
}
