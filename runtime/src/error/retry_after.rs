//! The header `Retry-After`, in every form that services write.

use std::time::{Duration, SystemTime};

/// The longest delay. More is a mistake of the service, and would overflow the arithmetic of a clock.
const MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The header as it was written, and the delay that it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RetryAfter {
    raw: Box<str>,
    delay: Option<Duration>,
}

impl RetryAfter {
    /// Parses the header. `date` is the `Date` of the same response, so that a wrong clock on this machine does no harm.
    pub(crate) fn parse(raw: Box<str>, date: Option<&str>) -> Self {
        let delay = parse_seconds(&raw).or_else(|| parse_date(&raw, date));
        Self {
            raw,
            delay: delay.map(|delay| delay.min(MAX)),
        }
    }

    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    pub(super) fn raw_mut(&mut self) -> &mut Box<str> {
        &mut self.raw
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        self.delay
    }
}

/// Parses whole seconds (RFC 9110, section 10.2.3), or a decimal such as `2.128`, which Graph's throttling page shows.
fn parse_seconds(raw: &str) -> Option<Duration> {
    let (whole, fraction) = raw.split_once('.').unwrap_or((raw, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let seconds: f64 = raw.parse().ok()?;
    Some(Duration::try_from_secs_f64(seconds).unwrap_or(MAX))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Parses an HTTP date. A date in the past means no delay.
fn parse_date(raw: &str, date: Option<&str>) -> Option<Duration> {
    let until = httpdate::parse_http_date(raw).ok()?;
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
    let now = now.unwrap_or_else(SystemTime::now);
    Some(until.duration_since(now).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delay(raw: &str) -> Option<Duration> {
        RetryAfter::parse(raw.into(), Some("Wed, 21 Oct 2015 07:28:00 GMT")).delay()
    }

    #[test]
    fn parses_every_form_and_rejects_the_rest() {
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
    fn uses_the_local_clock_without_a_date_header() {
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let delay = RetryAfter::parse(soon.into(), None).delay().unwrap();
        assert!(
            delay > Duration::from_secs(90) && delay <= Duration::from_secs(100),
            "{delay:?}"
        );
    }
}
