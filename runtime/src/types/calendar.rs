//! Parses the dates, times, offsets and durations that Graph writes, into plain numbers.

// Which of them are used depends on the features.
#![cfg_attr(
    not(any(feature = "chrono", feature = "time", feature = "jiff")),
    allow(dead_code)
)]

/// A year, a month and a day. The calendar crates check whether the day exists.
pub(super) type YearMonthDay = (i32, u8, u8);

/// An `Edm.Duration`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) negative: bool,
    pub(super) seconds: u64,
    pub(super) nanos: u32,
}

/// An `Edm.TimeOfDay`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanos: u32,
}

/// An `Edm.DateTimeOffset`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct DateTimeOffset {
    pub(super) date: YearMonthDay,
    pub(super) time: TimeOfDay,
    /// The offset from UTC in minutes.
    pub(super) offset: i32,
}

impl Span {
    /// Parses `-P1DT2H3M4.5S`, and weeks, which some services write.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(unsigned) => (true, unsigned),
            None => (false, text),
        };
        let units = unsigned.strip_prefix('P')?;
        let (days, times) = match units.split_once('T') {
            Some((_, "")) => return None,
            Some((days, times)) => (days, times),
            None => (units, ""),
        };
        if days.is_empty() && times.is_empty() {
            return None;
        }
        let mut span = Span {
            negative,
            seconds: 0,
            nanos: 0,
        };
        span.add(days, &[('W', 7 * 86_400), ('D', 86_400)])?;
        span.add(times, &[('H', 3_600), ('M', 60), ('S', 1)])?;
        Some(span)
    }

    /// Adds numbers that are followed by units, in the order of `units`, which also gives the seconds of each unit. Only
    /// the seconds may have a fraction.
    fn add(&mut self, text: &str, units: &[(char, u64)]) -> Option<()> {
        let mut rest = text;
        for (unit, unit_seconds) in units {
            let Some((number, after)) = rest.split_once(*unit) else {
                continue;
            };
            let (whole, nanos) = match number.split_once('.') {
                Some((whole, fraction)) if *unit == 'S' => (whole, parse_nanos(fraction)?),
                Some(_) => return None,
                None => (number, 0),
            };
            let seconds = parse_digits(whole)?.checked_mul(*unit_seconds)?;
            self.seconds = self.seconds.checked_add(seconds)?;
            self.nanos = nanos;
            rest = after;
        }
        if rest.is_empty() { Some(()) } else { None }
    }
}

impl TimeOfDay {
    /// Parses `09:15:00.000000`. The seconds are optional, and a leap second becomes the second before it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let mut parts = clock.split(':');
        let hour = parse_two_digits(parts.next()?)?;
        let minute = parse_two_digits(parts.next()?)?;
        let second = match parts.next() {
            Some(second) => parse_two_digits(second)?,
            None => 0,
        };
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Some(TimeOfDay {
            hour,
            minute,
            second: second.min(59),
            nanos: parse_nanos(fraction)?,
        })
    }
}

impl DateTimeOffset {
    /// Parses `2024-02-29T09:15:00.1234567+02:00`.
    ///
    /// The offset is required: Outlook writes times without one in the time zone of the property next to it, so their
    /// offset is unknown.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once(['T', 't', ' '])?;
        let offset_start = rest.find(['Z', 'z', '+', '-'])?;
        let (time, offset) = rest.split_at_checked(offset_start)?;
        Some(DateTimeOffset {
            date: parse_date(date)?,
            time: TimeOfDay::parse(time)?,
            offset: parse_offset(offset)?,
        })
    }
}

/// Parses `2024-02-29T09:15:00.0000000`, a local date and time without an offset.
pub(super) fn parse_local(text: &str) -> Option<(YearMonthDay, TimeOfDay)> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    Some((parse_date(date)?, TimeOfDay::parse(time)?))
}

/// Parses `2024-02-29`.
pub(super) fn parse_date(text: &str) -> Option<YearMonthDay> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    let month = parse_two_digits(parts.next()?)?;
    let day = parse_two_digits(parts.next()?)?;
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let year = i32::try_from(parse_digits(year)?).ok()?;
    Some((year, month, day))
}

/// Parses `Z`, `+02:00` or `-0330` to minutes.
fn parse_offset(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, clock) = match text.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hours, minutes) = clock
        .split_once(':')
        .or_else(|| clock.split_at_checked(2))?;
    let hours = parse_two_digits(hours)?;
    let minutes = parse_two_digits(minutes)?;
    if minutes > 59 {
        return None;
    }
    Some(sign * (i32::from(hours) * 60 + i32::from(minutes)))
}

/// Parses a fraction of a second to nanoseconds. Finer digits are dropped.
fn parse_nanos(fraction: &str) -> Option<u32> {
    if fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    let padded = format!("{fraction:0<9}");
    padded.get(..9)?.parse().ok()
}

fn parse_two_digits(text: &str) -> Option<u8> {
    if text.len() != 2 || !is_digits(text) {
        return None;
    }
    text.parse().ok()
}

fn parse_digits(text: &str) -> Option<u64> {
    if !is_digits(text) {
        return None;
    }
    text.parse().ok()
}

/// Rust's own parser also accepts a sign.
fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 09:15 on 29 February 2024.
    fn quarter_past_nine(nanos: u32, offset: i32) -> DateTimeOffset {
        DateTimeOffset {
            date: (2024, 2, 29),
            time: TimeOfDay {
                hour: 9,
                minute: 15,
                second: 0,
                nanos,
            },
            offset,
        }
    }

    #[test]
    fn a_date_and_time_has_any_fraction_and_offset() {
        for (text, nanos, offset) in [
            ("2024-02-29T09:15:00Z", 0, 0),
            ("2024-02-29T09:15:00.1Z", 100_000_000, 0),
            ("2024-02-29T09:15:00.123456789Z", 123_456_789, 0),
            ("2024-02-29T09:15:00.1234567891234Z", 123_456_789, 0),
            ("2024-02-29T09:15:00.1234567-08:00", 123_456_700, -480),
            ("2024-02-29T09:15:00+05:30", 0, 330),
            ("2024-02-29 09:15:00z", 0, 0),
            ("2024-02-29T09:15:00.12345-0330", 123_450_000, -210),
            ("2024-02-29T09:15Z", 0, 0),
        ] {
            let expected = quarter_past_nine(nanos, offset);
            assert_eq!(DateTimeOffset::parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_first_and_the_last_date_are_read() {
        let first = DateTimeOffset::parse("0001-01-01T00:00:00Z").unwrap();
        let midnight = TimeOfDay {
            hour: 0,
            minute: 0,
            second: 0,
            nanos: 0,
        };
        assert_eq!(first.date, (1, 1, 1));
        assert_eq!((first.time, first.offset), (midnight, 0));

        let last = DateTimeOffset::parse("9999-12-31T23:59:59.9999999Z").unwrap();
        let end_of_day = TimeOfDay {
            hour: 23,
            minute: 59,
            second: 59,
            nanos: 999_999_900,
        };
        assert_eq!(last.date, (9999, 12, 31));
        assert_eq!((last.time, last.offset), (end_of_day, 0));
    }

    #[test]
    fn a_malformed_date_and_time_is_rejected() {
        for text in [
            "2024-02-29T09:15:00.0000000",
            "2024-02-29T09:15:00+02:60",
            "2024-02-29T09:15:00+",
            "2024-02-29T09:15:00+é0",
            "2024-02-29",
            "2024-02-29T25:00:00Z",
            "2024-02-29T09:15:00.Z",
            "2024-02-29T09:15:00+2:00",
            "24-02-29T09:15:00Z",
            "é",
            "",
        ] {
            assert_eq!(DateTimeOffset::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_local_date_and_time_has_no_offset() {
        let nine = TimeOfDay {
            hour: 9,
            minute: 15,
            second: 0,
            nanos: 0,
        };
        assert_eq!(
            parse_local("2024-02-29T09:15:00.0000000"),
            Some(((2024, 2, 29), nine))
        );
        for text in [
            "2024-02-29T09:15:00Z",
            "2024-02-29T09:15:00+02:00",
            "2024-02-29",
            "09:15:00",
            "",
        ] {
            assert_eq!(parse_local(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_of_day_has_any_fraction() {
        for (text, expected) in [
            ("09:15:00.000000", Some((9, 15, 0, 0))),
            ("09:15:00", Some((9, 15, 0, 0))),
            ("09:15", Some((9, 15, 0, 0))),
            ("23:59:59.9999999", Some((23, 59, 59, 999_999_900))),
            ("00:00:00.0000000", Some((0, 0, 0, 0))),
            // OData has no leap seconds.
            ("23:59:60", Some((23, 59, 59, 0))),
            ("24:00:00", None),
            ("09:60:00", None),
            ("9:15:00", None),
            ("09:15:00.", None),
            ("09:15:00Z", None),
            ("09:15:00:00", None),
            ("", None),
        ] {
            let read = TimeOfDay::parse(text)
                .map(|time| (time.hour, time.minute, time.second, time.nanos));
            assert_eq!(read, expected, "{text}");
        }
    }
}
