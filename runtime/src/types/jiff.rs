//! Reads the types of the crate `jiff`.

use ::jiff::tz::Offset;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

use crate::types::calendar::{
    DateTimeOffset, Span, TimeOfDay, YearMonthDay, parse_date, parse_local,
};
use crate::types::edm_text::EdmText;

impl EdmText for Timestamp {
    const EXPECTED: &'static str = "a date and time with an offset, such as `2024-02-29T09:15:00Z`";

    fn from_text(text: &str) -> Option<Self> {
        let parsed = DateTimeOffset::parse(text)?;
        let date = to_date(parsed.date)?;
        let time = to_time(&parsed.time)?;
        let date_time = date.to_datetime(time);
        let offset = Offset::from_seconds(parsed.offset * 60).ok()?;
        let timestamp = match offset.to_timestamp(date_time) {
            Ok(timestamp) => timestamp,
            // Graph's last date and time, which means "never", is later than the last timestamp of Jiff.
            Err(_) if date_time.year() > 0 => Timestamp::MAX,
            Err(_) => Timestamp::MIN,
        };
        Some(timestamp)
    }
}

impl EdmText for DateTime {
    const EXPECTED: &'static str =
        "a date and time without an offset, such as `2024-02-29T09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        let (date, time) = parse_local(text)?;
        let date = to_date(date)?;
        let time = to_time(&time)?;
        Some(date.to_datetime(time))
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

impl EdmText for SignedDuration {
    const EXPECTED: &'static str = "a duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        let seconds = span.seconds.try_into().ok()?;
        let nanos = span.nanos.try_into().ok()?;
        let duration = SignedDuration::new(seconds, nanos);
        Some(if span.negative { -duration } else { duration })
    }
}

fn to_date((year, month, day): YearMonthDay) -> Option<Date> {
    let year = year.try_into().ok()?;
    let month = month.try_into().ok()?;
    let day = day.try_into().ok()?;
    Date::new(year, month, day).ok()
}

fn to_time(time: &TimeOfDay) -> Option<Time> {
    let hour = time.hour.try_into().ok()?;
    let minute = time.minute.try_into().ok()?;
    let second = time.second.try_into().ok()?;
    let nanos = time.nanos.try_into().ok()?;
    Time::new(hour, minute, second, nanos).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_dates_offsets_and_fractions_are_read_exactly() {
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
        // The time zone of this time is in the property next to it, so its offset is unknown.
        assert_eq!(Timestamp::from_text("2024-02-29T09:15:00.0000000"), None);
        assert_eq!(DateTime::from_text("2024-02-29T09:15:00Z"), None);
    }
}
