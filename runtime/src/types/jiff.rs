//! The types of the crate `jiff`.

use ::jiff::tz::Offset;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

use crate::types::calendar::{Moment, Span, TimeOfDay, date, local};
use crate::types::edm_text::EdmText;

impl EdmText for Timestamp {
    const EXPECTED: &'static str = "a date and time with an offset, such as `2024-02-29T09:15:00Z`";

    fn from_text(text: &str) -> Option<Self> {
        let Moment {
            date: day,
            time,
            offset,
        } = Moment::parse(text)?;
        let at = self::day(day)?.to_datetime(self::time(&time)?);
        let moment = Offset::from_seconds(offset * 60).ok()?.to_timestamp(at);
        // The calendar goes on for a day behind the last timestamp: Graph's last moment means never.
        Some(moment.unwrap_or(if at.year() > 0 {
            Timestamp::MAX
        } else {
            Timestamp::MIN
        }))
    }
}

impl EdmText for DateTime {
    const EXPECTED: &'static str =
        "a date and time without an offset, such as `2024-02-29T09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        let (day, time) = local(text)?;
        Some(self::day(day)?.to_datetime(self::time(&time)?))
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

impl EdmText for SignedDuration {
    const EXPECTED: &'static str = "a duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        let duration =
            SignedDuration::new(span.seconds.try_into().ok()?, span.nanos.try_into().ok()?);
        Some(if span.negative { -duration } else { duration })
    }
}

fn day((year, month, day): (i32, u8, u8)) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

fn time(time: &TimeOfDay) -> Option<Time> {
    let small = |number: u8| i8::try_from(number).ok();
    Time::new(
        small(time.hour)?,
        small(time.minute)?,
        small(time.second)?,
        time.nanos.try_into().ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_31_first_and_last_moments_offsets_and_fractions() {
        for (text, utc) in [
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
            (
                "9999-12-31T23:59:59.9999999Z",
                "9999-12-30T22:00:00.999999999Z",
            ),
            ("2024-02-29T09:15:00.5-08:00", "2024-02-29T17:15:00.5Z"),
        ] {
            assert_eq!(Timestamp::from_text(text).unwrap().to_string(), utc);
        }
        assert_eq!(Timestamp::from_text("2023-02-29T00:00:00Z"), None);
        assert_eq!(Date::from_text("2024-02-29"), Date::new(2024, 2, 29).ok());
        assert_eq!(
            Time::from_text("09:15:00.000000"),
            Time::new(9, 15, 0, 0).ok()
        );
        assert_eq!(
            SignedDuration::from_text("-P1D"),
            Some(SignedDuration::from_hours(-24))
        );
        let local = DateTime::from_text("9999-12-31T23:59:59.9999999").unwrap();
        assert_eq!(local.to_string(), "9999-12-31T23:59:59.9999999");
        // Outlook's time is in the zone beside it: as a moment it would be another one.
        assert_eq!(Timestamp::from_text("2024-02-29T09:15:00.0000000"), None);
        assert_eq!(DateTime::from_text("2024-02-29T09:15:00Z"), None);
    }
}
