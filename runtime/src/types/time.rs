//! The types of the crate `time`.

use time::{
    Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset,
};

use crate::types::calendar::{Moment, Span, TimeOfDay, date, local};
use crate::types::edm_text::EdmText;

impl EdmText for OffsetDateTime {
    const EXPECTED: &'static str = "a date and time with an offset, such as `2024-02-29T09:15:00Z`";

    fn from_text(text: &str) -> Option<Self> {
        let Moment {
            date: day,
            time,
            offset,
        } = Moment::parse(text)?;
        let offset = UtcOffset::from_whole_seconds(offset * 60).ok()?;
        Some(OffsetDateTime::new_in_offset(
            self::day(day)?,
            self::time(&time)?,
            offset,
        ))
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
        let (day, time) = local(text)?;
        Some(PrimitiveDateTime::new(self::day(day)?, self::time(&time)?))
    }
}

impl EdmText for Date {
    const EXPECTED: &'static str = "a date, such as `2024-02-29`";

    fn from_text(text: &str) -> Option<Self> {
        day(date(text)?)
    }
}

impl EdmText for Time {
    const EXPECTED: &'static str = "a time of day, such as `09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        time(&TimeOfDay::parse(text)?)
    }
}

impl EdmText for Duration {
    const EXPECTED: &'static str = "a duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        let duration = Duration::new(span.seconds.try_into().ok()?, span.nanos.try_into().ok()?);
        Some(if span.negative { -duration } else { duration })
    }
}

fn day((year, month, day): (i32, u8, u8)) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

fn time(time: &TimeOfDay) -> Option<Time> {
    Time::from_hms_nano(time.hour, time.minute, time.second, time.nanos).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_31_first_and_last_moments_offsets_and_fractions() {
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
        // Outlook's time is in the zone beside it: as a moment it would be another one.
        assert_eq!(
            OffsetDateTime::from_text("2024-02-29T09:15:00.0000000"),
            None
        );
        assert_eq!(PrimitiveDateTime::from_text("2024-02-29T09:15:00Z"), None);
    }
}
