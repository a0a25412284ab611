//! `Retry-After` in every form that services write it.

use std::time::{Duration, SystemTime};

/// More than this is a mistake of the service, and would overflow a clock's arithmetic.
const MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The header as it was written, and the delay it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetryAfter {
    raw: Box<str>,
    delay: Option<Duration>,
}

impl RetryAfter {
    /// Reads the header; `date` is the answer's own `Date`, so that a wrong clock here does no harm.
    pub(crate) fn read(raw: Box<str>, date: Option<&str>) -> Self {
        let delay = seconds(&raw)
            .or_else(|| until(&raw, date))
            .map(|delay| delay.min(MAX));
        Self { raw, delay }
    }

    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Whole seconds as RFC 9110 has them, or a decimal such as `2.128`, which Graph documents.
fn seconds(raw: &str) -> Option<Duration> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = raw.split_once('.').unwrap_or((raw, "0"));
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let seconds: f64 = raw.parse().ok()?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(MAX))
}

/// An HTTP date; one in the past means: now.
fn until(raw: &str, date: Option<&str>) -> Option<Duration> {
    let at = httpdate::parse_http_date(raw).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
    let now = now.unwrap_or_else(SystemTime::now);
    Some(at.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delay(raw: &str) -> Option<Duration> {
        RetryAfter::read(raw.into(), Some("Wed, 21 Oct 2015 07:28:00 GMT")).delay()
    }

    #[test]
    fn every_form_is_read() {
        let table = [
            ("0", Some(Duration::ZERO)),
            ("120", Some(Duration::from_secs(120))),
            ("2.128", Some(Duration::from_millis(2128))),
            ("0.9", Some(Duration::from_millis(900))),
            (
                "Wed, 21 Oct 2015 07:28:10 GMT",
                Some(Duration::from_secs(10)),
            ),
            (
                "Wednesday, 21-Oct-15 07:28:10 GMT",
                Some(Duration::from_secs(10)),
            ),
            ("Wed, 21 Oct 2015 07:00:00 GMT", Some(Duration::ZERO)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(MAX)),
            ("99999999999999999999999999", Some(MAX)),
            ("1e9", None),
            ("inf", None),
            ("NaN", None),
            ("-5", None),
            (".5", None),
            ("5.", None),
            ("soon", None),
            ("", None),
        ];
        for (raw, expected) in table {
            assert_eq!(delay(raw), expected, "{raw}");
        }
    }

    #[test]
    fn without_a_date_header_the_clock_here_counts() {
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let delay = RetryAfter::read(soon.into(), None).delay().unwrap();
        assert!(
            delay > Duration::from_secs(90) && delay <= Duration::from_secs(100),
            "{delay:?}"
        );
    }
}
