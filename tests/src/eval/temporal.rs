//! Timestamps, dates, times and durations, with OData's precision of a picosecond.

use jiff::civil::{self, Date};
use jiff::{Span, Timestamp};

use crate::odata::Literal;
use crate::odata::literal::parse_literal;

pub(crate) const SECOND: i128 = 1_000_000_000_000;
pub(crate) const MINUTE: i128 = 60 * SECOND;
pub(crate) const HOUR: i128 = 60 * MINUTE;
pub(crate) const DAY: i128 = 24 * HOUR;

/// A timestamp with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateTime {
    pub(crate) date: Date,
    /// Picoseconds since midnight.
    pub(crate) time: i128,
    /// The offset from UTC in minutes.
    pub(crate) offset: i128,
}

impl DateTime {
    /// Picoseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn picoseconds_since_epoch(&self) -> i128 {
        i128::from(days(self.date)) * DAY + self.time - self.offset * MINUTE
    }

    /// The timestamp in UTC, if it is in the range of the calendar.
    pub(crate) fn from_picoseconds(since_epoch: i128) -> Option<Self> {
        let date = date_of(i32::try_from(since_epoch.div_euclid(DAY)).ok()?)?;
        Some(Self {
            date,
            time: since_epoch.rem_euclid(DAY),
            offset: 0,
        })
    }

    pub(crate) fn now() -> Self {
        Self::from_picoseconds(Timestamp::now().as_nanosecond() * 1000)
            .expect("today is in the calendar")
    }

    pub(crate) fn min() -> Self {
        Self {
            date: civil::date(1, 1, 1),
            time: 0,
            offset: 0,
        }
    }

    pub(crate) fn max() -> Self {
        Self {
            date: civil::date(9999, 12, 31),
            time: DAY - 1,
            offset: 0,
        }
    }
}

fn days(date: Date) -> i32 {
    let since = civil::date(1970, 1, 1)
        .until(date)
        .expect("the days between two dates");
    since.get_days()
}

fn date_of(days: i32) -> Option<Date> {
    let days = Span::new().try_days(days).ok()?;
    civil::date(1970, 1, 1).checked_add(days).ok()
}

/// Adds a duration to a date, in whole days.
pub(crate) fn add_days(date: Date, duration: i128) -> Option<Date> {
    let days = i32::try_from(i128::from(days(date)) + duration / DAY).ok()?;
    date_of(days)
}

/// The time between two dates.
pub(crate) fn between(left: Date, right: Date) -> i128 {
    i128::from(days(left) - days(right)) * DAY
}

pub(crate) fn date(text: &str) -> Option<Date> {
    match parse_literal(text)? {
        Literal::Date(text) => parse_date(&text),
        _ => None,
    }
}

pub(crate) fn time(text: &str) -> Option<i128> {
    match parse_literal(text)? {
        Literal::TimeOfDay(text) => parse_time(&text),
        _ => None,
    }
}

pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    match parse_literal(text)? {
        Literal::DateTimeOffset(text) => parse_date_time(&text),
        _ => None,
    }
}

/// Parses a duration without the prefix and quotes of its literal.
pub(crate) fn duration(text: &str) -> Option<i128> {
    match parse_literal(&format!("duration'{text}'"))? {
        Literal::Duration(text) => parse_duration(&text),
        _ => None,
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    Date::new(
        sign * year,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    )
    .ok()
}

fn parse_time(text: &str) -> Option<i128> {
    let mut parts = text.split(':');
    let hours: i128 = parts.next()?.parse().ok()?;
    let minutes: i128 = parts.next()?.parse().ok()?;
    let seconds = parts.next().map_or(Some(0), parse_seconds)?;
    Some(hours * HOUR + minutes * MINUTE + seconds)
}

/// Parses seconds with a fraction to picoseconds. Further digits are dropped.
fn parse_seconds(text: &str) -> Option<i128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let fraction = fraction.get(..12).unwrap_or(fraction);
    let whole: i128 = whole.parse().ok()?;
    let picoseconds: i128 = format!("{fraction:0<12}").parse().ok()?;
    whole.checked_mul(SECOND)?.checked_add(picoseconds)
}

fn parse_date_time(text: &str) -> Option<DateTime> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let zone = rest.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at(zone);
    Some(DateTime {
        date: parse_date(date)?,
        time: parse_time(time)?,
        offset: parse_offset(zone)?,
    })
}

fn parse_offset(zone: &str) -> Option<i128> {
    let Some((hours, minutes)) = zone.split_once(':') else {
        return Some(0);
    };
    let sign = if hours.starts_with('-') { -1 } else { 1 };
    let hours: i128 = hours.get(1..)?.parse().ok()?;
    let minutes: i128 = minutes.parse().ok()?;
    Some(sign * (hours * 60 + minutes))
}

fn parse_duration(text: &str) -> Option<i128> {
    let upper = text.to_ascii_uppercase();
    let (sign, rest) = upper
        .strip_prefix('-')
        .map_or((1, upper.trim_start_matches('+')), |rest| (-1, rest));
    let mut total = 0_i128;
    let mut digits = String::new();
    let mut is_time = false;
    for c in rest.chars() {
        let unit = match c {
            'P' => continue,
            'T' => {
                is_time = true;
                continue;
            }
            'D' => DAY,
            'H' => HOUR,
            'M' if is_time => MINUTE,
            'S' => SECOND,
            _ => {
                digits.push(c);
                continue;
            }
        };
        let amount = if unit == SECOND {
            parse_seconds(&digits)?
        } else {
            digits.parse::<i128>().ok()?.checked_mul(unit)?
        };
        total = total.checked_add(amount)?;
        digits.clear();
    }
    Some(sign * total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_compare_across_offsets_and_fractions() {
        let instant = |text: &str| date_time(text).unwrap().picoseconds_since_epoch();
        assert_eq!(
            instant("2020-01-01T01:00:00+01:00"),
            instant("2020-01-01T00:00Z")
        );
        assert_eq!(
            instant("2020-01-01T00:00:00.5Z"),
            instant("2020-01-01T00:00:00.500000000000Z")
        );
        assert!(instant("2020-01-01T00:00:00.000000000001Z") > instant("2020-01-01T00:00:00Z"));
        assert_eq!(instant("1969-12-31T23:59:59Z"), -SECOND);
        assert!(instant("9999-12-31T23:59:59-08:00") > instant("0001-01-01T00:00:00Z"));
    }

    #[test]
    fn a_timestamp_converts_back_to_a_date() {
        for text in [
            "2024-02-29T12:30:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "1969-07-20T20:17:40Z",
        ] {
            let timestamp = date_time(text).unwrap();
            assert_eq!(
                DateTime::from_picoseconds(timestamp.picoseconds_since_epoch()),
                Some(timestamp),
                "{text}"
            );
        }
    }

    #[test]
    fn durations_are_parsed() {
        assert_eq!(
            duration("P1DT2H3M4.5S"),
            Some(DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND + SECOND / 2)
        );
        assert_eq!(duration("-PT1M"), Some(-MINUTE));
        assert_eq!(duration("1D"), None);
    }
}
