//! Reads the types of the crate `time`.

use time::{
    Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset,
};

use crate::types::calendar::{
    DateTimeOffset, Span, TimeOfDay, YearMonthDay, parse_date, parse_local,
};
use crate::types::edm_text::EdmText;

impl EdmText for OffsetDateTime {
    const EXPECTED: &'static str = "a date and time with an offset, such as `2024-02-29T09:15:00Z`";

    fn from_text(text: &str) -> Option<Self> {
        let parsed = DateTimeOffset::parse(text)?;
        let date = to_date(parsed.date)?;
        let time = to_time(&parsed.time)?;
        let offset = UtcOffset::from_whole_seconds(parsed.offset * 60).ok()?;
        Some(OffsetDateTime::new_in_offset(date, time, offset))
    }
}

impl EdmText for UtcDateTime {
    const EXPECTED: &'static str = <OffsetDateTime as EdmText>::EXPECTED;

    fn from_text(text: &str) -> Option<Self> {
        let utc = OffsetDateTime::from_text(text)?.checked_to_offset(UtcOffset::UTC)?;
        Some(UtcDateTime::new(utc.date(), utc.time()))
    }
}

impl EdmText for PrimitiveDateTime {
    const EXPECTED: &'static str =
        "a date and time without an offset, such as `2024-02-29T09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        let (date, time) = parse_local(text)?;
        let date = to_date(date)?;
        let time = to_time(&time)?;
        Some(PrimitiveDateTime::new(date, time))
    }
}

impl EdmText for Date {
    const EXPECTED: &'static str = "a date, such as `2024-02-29`";

    fn from_text(text: &str) -> Option<Self> {
        to_date(parse_date(text)?)
    }
}

impl EdmText for Time {
    const EXPECTED: &'static str = "a time of day, such as `09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        to_time(&TimeOfDay::parse(text)?)
    }
}

impl EdmText for Duration {
    const EXPECTED: &'static str = "a duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        let seconds = span.seconds.try_into().ok()?;
        let nanos = span.nanos.try_into().ok()?;
        let duration = Duration::new(seconds, nanos);
        Some(if span.negative { -duration } else { duration })
    }
}

fn to_date((year, month, day): YearMonthDay) -> Option<Date> {
    let month = Month::try_from(month).ok()?;
    Date::from_calendar_date(year, month, day).ok()
}

fn to_time(time: &TimeOfDay) -> Option<Time> {
    Time::from_hms_nano(time.hour, time.minute, time.second, time.nanos).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_dates_offsets_and_fractions_are_read_exactly() {
        for (text, year, second, nanos, offset) in [
            ("0001-01-01T00:00:00Z", 1, 0, 0, 0),
            ("9999-12-31T23:59:59.9999999Z", 9999, 59, 999_999_900, 0),
            ("2024-02-29T09:15:00.5-08:00", 2024, 0, 500_000_000, -8),
        ] {
            let read = OffsetDateTime::from_text(text).unwrap();
            let found = (
                read.year(),
                read.second(),
                read.nanosecond(),
                read.offset().whole_hours(),
            );
            assert_eq!(found, (year, second, nanos, offset), "{text}");
        }
        assert_eq!(OffsetDateTime::from_text("2023-02-29T00:00:00Z"), None);
        assert_eq!(Date::from_text("2024-02-29").map(Date::ordinal), Some(60));
        assert_eq!(
            Time::from_text("09:15:00.000000"),
            Time::from_hms(9, 15, 0).ok()
        );
        assert_eq!(Duration::from_text("-P1D"), Some(Duration::days(-1)));
        let local = PrimitiveDateTime::from_text("2024-02-29T09:15:00.0000000").unwrap();
        assert_eq!(
            (local.date().ordinal(), local.time()),
            (60, Time::from_hms(9, 15, 0).unwrap())
        );
        let utc = UtcDateTime::from_text("2024-02-29T09:15:00+02:00").unwrap();
        assert_eq!(utc.time(), Time::from_hms(7, 15, 0).unwrap());
        assert_eq!(UtcDateTime::from_text("9999-12-31T23:59:59-01:00"), None);
        // The time zone of this time is in the property next to it, so its offset is unknown.
        assert_eq!(
            OffsetDateTime::from_text("2024-02-29T09:15:00.0000000"),
            None
        );
        assert_eq!(PrimitiveDateTime::from_text("2024-02-29T09:15:00Z"), None);
    }
}
