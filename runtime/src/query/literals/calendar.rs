//! Writes dates and times in OData's format, which is that of RFC 3339.

use std::fmt::{Display, Write};

use crate::query::literal::Literal;
use crate::query::literals::duration::fraction;

/// Writes `2024-02-29`.
pub(super) fn date(year: i32, month: impl Display, day: impl Display) -> Literal {
    let sign = if year < 0 { "-" } else { "" };
    Literal(format!(
        "{sign}{:04}-{month:02}-{day:02}",
        year.unsigned_abs()
    ))
}

/// Writes `09:15:00.25`, with as many fraction digits as needed.
pub(super) fn time_of_day(
    hour: impl Display,
    minute: impl Display,
    second: impl Display,
    nanos: u32,
) -> Literal {
    let mut text = format!("{hour:02}:{minute:02}:{second:02}");
    fraction(&mut text, nanos);
    Literal(text)
}

/// Writes `2024-02-29T09:15:00+02:00`, or `Z` instead of an offset of zero.
pub(super) fn date_time(date: Literal, time: Literal, offset_minutes: i32) -> Literal {
    let mut text = date.0 + "T" + &time.0;
    if offset_minutes == 0 {
        text.push('Z');
    } else {
        let sign = if offset_minutes < 0 { '-' } else { '+' };
        let minutes = offset_minutes.unsigned_abs();
        // Writing to a string does not fail.
        let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    }
    Literal(text)
}

/// Writes `'2024-02-29T09:15:00'`. Graph declares a local time whose zone is a property next to it as a string, such as
/// `start/dateTime` of an event.
pub(super) fn local(date: Literal, time: Literal) -> Literal {
    Literal::text(&(date.0 + "T" + &time.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_at_least_four_digits() {
        for (year, text) in [
            (1, "0001-02-03"),
            (-44, "-0044-02-03"),
            (9999, "9999-02-03"),
            (12_345, "12345-02-03"),
        ] {
            assert_eq!(date(year, 2, 3).0, text);
        }
    }

    #[test]
    fn a_date_and_time_has_an_offset_or_is_in_utc() {
        for (minutes, text) in [
            (0, "Z"),
            (120, "+02:00"),
            (-30, "-00:30"),
            (-480, "-08:00"),
            (345, "+05:45"),
        ] {
            let literal = date_time(date(2024, 2, 29), time_of_day(9, 5, 0, 70_000_000), minutes);
            assert_eq!(literal.0, format!("2024-02-29T09:05:00.07{text}"));
        }
    }
}
