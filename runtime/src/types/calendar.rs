//! Dates, times, offsets and durations as Graph writes them, in numbers.

// Which of them are needed depends on the features.
#![cfg_attr(
    not(any(feature = "chrono", feature = "time", feature = "jiff")),
    allow(dead_code)
)]

/// A length of time.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) negative: bool,
    pub(super) seconds: u64,
    pub(super) nanos: u32,
}

/// A time of day.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanos: u32,
}

/// A moment: year, month, day, time, and the offset from UTC in minutes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) date: (i32, u8, u8),
    pub(super) time: TimeOfDay,
    pub(super) offset: i32,
}

impl Span {
    /// `-P1DT2H3M4.5S`, and weeks, which some services write.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, rest) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (days, times) = match rest.strip_prefix('P')?.split_once('T') {
            Some((_, "")) => return None,
            Some((days, times)) => (days, times),
            None => (rest.strip_prefix('P')?, ""),
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

    /// Adds numbers with their units, which stand in this order; the last unit of all may have a fraction.
    fn add(&mut self, mut text: &str, units: &[(char, u64)]) -> Option<()> {
        for (unit, seconds) in units {
            let Some((number, rest)) = text.split_once(*unit) else {
                continue;
            };
            let (whole, fraction) = match number.split_once('.') {
                Some((whole, fraction)) if *unit == 'S' => (whole, nanos(fraction)?),
                Some(_) => return None,
                None => (number, 0),
            };
            self.seconds = self
                .seconds
                .checked_add(digits(whole)?.checked_mul(*seconds)?)?;
            self.nanos = fraction;
            text = rest;
        }
        text.is_empty().then_some(())
    }
}

impl TimeOfDay {
    /// `09:15:00.000000`; the seconds may be missing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = text
            .split_once('.')
            .map_or((text, "0"), |(clock, fraction)| (clock, fraction));
        let mut parts = clock.split(':');
        let mut next = || two(parts.next()?);
        let (hour, minute) = (next()?, next()?);
        let second = parts.next().map_or(Some(0), two)?;
        (parts.next().is_none() && hour < 24 && minute < 60 && second < 61).then_some(())?;
        Some(TimeOfDay {
            hour,
            minute,
            second: second.min(59),
            nanos: nanos(fraction)?,
        })
    }
}

impl Moment {
    /// `2024-02-29T09:15:00.1234567+02:00`. Without an offset it is no moment: Outlook's times, written so, are in the zone
    /// that stands beside them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_once(['T', 't', ' '])?;
        let (time, offset) = rest.split_at_checked(rest.find(['Z', 'z', '+', '-'])?)?;
        Some(Moment {
            date: date(day)?,
            time: TimeOfDay::parse(time)?,
            offset: self::offset(offset)?,
        })
    }
}

/// `2024-02-29T09:15:00.0000000`, a date and a time of day that mean nothing without a zone.
pub(super) fn local(text: &str) -> Option<((i32, u8, u8), TimeOfDay)> {
    let (day, time) = text.split_once(['T', 't', ' '])?;
    Some((date(day)?, TimeOfDay::parse(time)?))
}

/// `2024-02-29`; whether there is such a day, the calendar's own crate knows.
pub(super) fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (parts.next().is_none() && year.len() == 4).then_some(())?;
    Some((i32::try_from(digits(year)?).ok()?, two(month)?, two(day)?))
}

/// `Z`, `+02:00`, `-0330`
fn offset(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').or_else(|| rest.split_at_checked(2))?;
    let (hours, minutes) = (two(hours)?, two(minutes).filter(|minutes| *minutes < 60)?);
    Some(sign * (i32::from(hours) * 60 + i32::from(minutes)))
}

fn two(text: &str) -> Option<u8> {
    (text.len() == 2)
        .then(|| digits(text))
        .flatten()
        .and_then(|number| u8::try_from(number).ok())
}

fn digits(text: &str) -> Option<u64> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A fraction of a second in nanoseconds; what is finer is cut.
fn nanos(fraction: &str) -> Option<u32> {
    digits(fraction.get(..1)?)?;
    fraction
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(())?;
    let nine: String = fraction
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    nine.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_31_moments_are_read_in_every_form() {
        let moment = |date, (hour, minute, second, nanos), offset| {
            Some(Moment {
                date,
                time: TimeOfDay {
                    hour,
                    minute,
                    second,
                    nanos,
                },
                offset,
            })
        };
        for (text, expected) in [
            (
                "2024-02-29T09:15:00Z",
                moment((2024, 2, 29), (9, 15, 0, 0), 0),
            ),
            (
                "2024-02-29T09:15:00.1Z",
                moment((2024, 2, 29), (9, 15, 0, 100_000_000), 0),
            ),
            (
                "2024-02-29T09:15:00.123456789Z",
                moment((2024, 2, 29), (9, 15, 0, 123_456_789), 0),
            ),
            (
                "2024-02-29T09:15:00.1234567891234Z",
                moment((2024, 2, 29), (9, 15, 0, 123_456_789), 0),
            ),
            (
                "2024-02-29T09:15:00.1234567-08:00",
                moment((2024, 2, 29), (9, 15, 0, 123_456_700), -480),
            ),
            (
                "2024-02-29T09:15:00+05:30",
                moment((2024, 2, 29), (9, 15, 0, 0), 330),
            ),
            (
                "2024-02-29 09:15:00z",
                moment((2024, 2, 29), (9, 15, 0, 0), 0),
            ),
            (
                "2024-02-29T09:15:00.12345-0330",
                moment((2024, 2, 29), (9, 15, 0, 123_450_000), -210),
            ),
            ("2024-02-29T09:15Z", moment((2024, 2, 29), (9, 15, 0, 0), 0)),
            ("0001-01-01T00:00:00Z", moment((1, 1, 1), (0, 0, 0, 0), 0)),
            (
                "9999-12-31T23:59:59.9999999Z",
                moment((9999, 12, 31), (23, 59, 59, 999_999_900), 0),
            ),
            ("2024-02-29T09:15:00.0000000", None),
            ("2024-02-29T09:15:00+02:60", None),
            ("2024-02-29T09:15:00+", None),
            ("2024-02-29T09:15:00+é0", None),
            ("2024-02-29", None),
            ("2024-02-29T25:00:00Z", None),
            ("2024-02-29T09:15:00.Z", None),
            ("2024-02-29T09:15:00+2:00", None),
            ("24-02-29T09:15:00Z", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(Moment::parse(text), expected, "{text}");
        }
    }
    #[test]
    fn a_date_and_time_in_a_zone_beside_it_has_no_offset() {
        let nine = TimeOfDay {
            hour: 9,
            minute: 15,
            second: 0,
            nanos: 0,
        };
        assert_eq!(
            local("2024-02-29T09:15:00.0000000"),
            Some(((2024, 2, 29), nine))
        );
        for text in [
            "2024-02-29T09:15:00Z",
            "2024-02-29T09:15:00+02:00",
            "2024-02-29",
            "09:15:00",
            "",
        ] {
            assert_eq!(local(text), None, "{text}");
        }
    }

    #[test]
    fn times_of_day_have_any_fraction() {
        for (text, expected) in [
            ("09:15:00.000000", Some((9, 15, 0, 0))),
            ("09:15:00", Some((9, 15, 0, 0))),
            ("09:15", Some((9, 15, 0, 0))),
            ("23:59:59.9999999", Some((23, 59, 59, 999_999_900))),
            ("00:00:00.0000000", Some((0, 0, 0, 0))),
            // A leap second, for which there is no place in a day of OData's.
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
