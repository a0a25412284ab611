//! Reads the types of the crate `chrono`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::types::calendar::{
    DateTimeOffset, Span, TimeOfDay, YearMonthDay, parse_date, parse_local,
};
use crate::types::edm_text::EdmText;

impl EdmText for DateTime<FixedOffset> {
    const EXPECTED: &'static str = "a date and time with an offset, such as `2024-02-29T09:15:00Z`";

    fn from_text(text: &str) -> Option<Self> {
        let parsed = DateTimeOffset::parse(text)?;
        let date = to_date(parsed.date)?;
        let time = to_time(&parsed.time)?;
        let offset = FixedOffset::east_opt(parsed.offset * 60)?;
        date.and_time(time).and_local_timezone(offset).single()
    }
}

impl EdmText for DateTime<Utc> {
    const EXPECTED: &'static str = <DateTime<FixedOffset> as EdmText>::EXPECTED;

    fn from_text(text: &str) -> Option<Self> {
        DateTime::<FixedOffset>::from_text(text).map(|moment| moment.to_utc())
    }
}

impl EdmText for NaiveDateTime {
    const EXPECTED: &'static str =
        "a date and time without an offset, such as `2024-02-29T09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        let (date, time) = parse_local(text)?;
        let date = to_date(date)?;
        let time = to_time(&time)?;
        Some(date.and_time(time))
    }
}

impl EdmText for NaiveDate {
    const EXPECTED: &'static str = "a date, such as `2024-02-29`";

    fn from_text(text: &str) -> Option<Self> {
        to_date(parse_date(text)?)
    }
}

impl EdmText for NaiveTime {
    const EXPECTED: &'static str = "a time of day, such as `09:15:00`";

    fn from_text(text: &str) -> Option<Self> {
        to_time(&TimeOfDay::parse(text)?)
    }
}

impl EdmText for TimeDelta {
    const EXPECTED: &'static str = "a duration, such as `PT1H`";

    fn from_text(text: &str) -> Option<Self> {
        let span = Span::parse(text)?;
        let delta = TimeDelta::new(span.seconds.try_into().ok()?, span.nanos)?;
        Some(if span.negative { -delta } else { delta })
    }
}

fn to_date((year, month, day): YearMonthDay) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month.into(), day.into())
}

fn to_time(time: &TimeOfDay) -> Option<NaiveTime> {
    NaiveTime::from_hms_nano_opt(
        time.hour.into(),
        time.minute.into(),
        time.second.into(),
        time.nanos,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extreme_dates_offsets_and_fractions_are_read_exactly() {
        for (text, utc) in [
            ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00 UTC"),
            (
                "9999-12-31T23:59:59.9999999Z",
                "9999-12-31 23:59:59.999999900 UTC",
            ),
            ("2024-02-29T09:15:00.5-08:00", "2024-02-29 17:15:00.500 UTC"),
        ] {
            assert_eq!(DateTime::<Utc>::from_text(text).unwrap().to_string(), utc);
        }
        assert_eq!(DateTime::<Utc>::from_text("2023-02-29T00:00:00Z"), None);
        assert_eq!(
            NaiveDate::from_text("2024-02-29"),
            NaiveDate::from_ymd_opt(2024, 2, 29)
        );
        assert_eq!(
            NaiveTime::from_text("09:15:00.000000"),
            NaiveTime::from_hms_opt(9, 15, 0)
        );
        assert_eq!(TimeDelta::from_text("-P1D"), Some(TimeDelta::days(-1)));
        let local = NaiveDateTime::from_text("2024-02-29T09:15:00.0000000").unwrap();
        assert_eq!(local.to_string(), "2024-02-29 09:15:00");
        // The time zone of this time is in the property next to it, so its offset is unknown.
        assert_eq!(
            DateTime::<Utc>::from_text("2024-02-29T09:15:00.0000000"),
            None
        );
        assert_eq!(NaiveDateTime::from_text("2024-02-29T09:15:00Z"), None);
    }
}
