//! Dates and times of day, as OData's grammar and RFC 3339 have them.

use std::fmt::{Display, Write};

use crate::query::literal::Literal;
use crate::query::literals::duration::fraction;

/// `2024-02-29`
pub(super) fn date(year: i32, month: impl Display, day: impl Display) -> Literal {
    let sign = if year < 0 { "-" } else { "" };
    Literal(format!(
        "{sign}{:04}-{month:02}-{day:02}",
        year.unsigned_abs()
    ))
}

/// `09:15:00.25`, with as many digits as the fraction needs.
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

/// `2024-02-29T09:15:00+02:00`; without an offset it is UTC, `Z`.
pub(super) fn date_time(date: Literal, time: Literal, offset_minutes: i32) -> Literal {
    let mut text = date.0 + "T" + &time.0;
    match (offset_minutes, offset_minutes.unsigned_abs()) {
        (0, _) => text.push('Z'),
        (offset, minutes) => {
            let sign = if offset < 0 { '-' } else { '+' };
            // Writing into a string does not fail.
            let _ = write!(text, "{sign}{:02}:{:02}", minutes / 60, minutes % 60);
        }
    }
    Literal(text)
}

/// `'2024-02-29T09:15:00'`: a local time whose zone stands beside it is a string to Graph (`start/dateTime` of an event).
pub(super) fn local(date: Literal, time: Literal) -> Literal {
    Literal::text(&(date.0 + "T" + &time.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_four_digits_or_more_in_their_years() {
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
    fn moments_are_in_utc_or_have_an_offset() {
        for (minutes, text) in [
            (0, "Z"),
            (120, "+02:00"),
            (-30, "-00:30"),
            (-480, "-08:00"),
            (345, "+05:45"),
        ] {
            let moment = date_time(date(2024, 2, 29), time_of_day(9, 5, 0, 70_000_000), minutes);
            assert_eq!(moment.0, format!("2024-02-29T09:05:00.07{text}"));
        }
    }
}
