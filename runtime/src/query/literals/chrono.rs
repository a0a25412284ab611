//! The values of the crate `chrono`.

use std::borrow::Cow;

use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Timelike,
};

use crate::address::key::Key;
use crate::query::edm;
use crate::query::literal::{Literal, Value};
use crate::query::literals::calendar::{date, date_time, local, time_of_day};
use crate::query::literals::duration::duration;
use crate::query::primitive::Primitive;

values! {
    NaiveDate: Date = |day| date(day.year(), day.month(), day.day());
    NaiveTime: TimeOfDay = |time| {
        // Chrono counts a leap second as nanoseconds beyond a billion. OData has no leap seconds.
        time_of_day(time.hour(), time.minute(), time.second(), time.nanosecond().min(999_999_999))
    };
    TimeDelta: Duration = |span| {
        duration(*span < TimeDelta::zero(), span.num_seconds().unsigned_abs(), span.subsec_nanos().unsigned_abs())
    };
}

impl<Tz: TimeZone> Value for DateTime<Tz> {
    type Kind = edm::DateTimeOffset;

    /// Writes it with its own offset, or in UTC if the offset has seconds or the local date is out of range.
    fn literal(&self) -> Literal {
        let utc = self.naive_utc();
        let offset = self.offset().fix();
        let seconds = offset.local_minus_utc();
        match utc.checked_add_offset(offset) {
            Some(local) if seconds % 60 == 0 => {
                date_time(local.date().literal(), local.time().literal(), seconds / 60)
            }
            _ => date_time(utc.date().literal(), utc.time().literal(), 0),
        }
    }
}

impl<Tz: TimeZone> Primitive for DateTime<Tz> {
    const EDM_TYPE: &'static str = "Edm.DateTimeOffset";
}

impl<Tz: TimeZone> Key for DateTime<Tz> {
    fn key(&self) -> Cow<'_, str> {
        Cow::Owned(self.literal().into_plain())
    }
}

impl Value for NaiveDateTime {
    type Kind = edm::Text;

    fn literal(&self) -> Literal {
        local(self.date().literal(), self.time().literal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::chrono::{FixedOffset, Utc};

    fn date_time(y: i32, m: u32, d: u32, h: u32, nanos: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d)
            .unwrap()
            .and_hms_nano_opt(h, 59, 59, nanos)
            .unwrap()
    }

    #[test]
    fn dates_and_times_have_an_offset_of_minutes() {
        let east = |seconds| FixedOffset::east_opt(seconds).unwrap();
        let local = |offset| {
            date_time(2024, 2, 29, 9, 0)
                .and_local_timezone(east(offset))
                .unwrap()
                .literal()
                .0
        };
        assert_eq!(
            date_time(1, 1, 1, 0, 0).and_utc().literal().0,
            "0001-01-01T00:59:59Z"
        );
        assert_eq!(
            date_time(9999, 12, 31, 23, 999_999_900)
                .and_utc()
                .literal()
                .0,
            "9999-12-31T23:59:59.9999999Z"
        );
        assert_eq!(local(7200), "2024-02-29T09:59:59+02:00");
        assert_eq!(local(-12_600), "2024-02-29T09:59:59-03:30");
        assert_eq!(local(3601), "2024-02-29T08:59:58Z");
        assert_eq!(
            date_time(2016, 12, 31, 23, 1_500_000_000)
                .and_utc()
                .literal()
                .0,
            "2016-12-31T23:59:59.999999999Z"
        );
        // Chrono itself cannot write the first and the last date with an offset: `Display` would panic.
        assert!(
            DateTime::<Utc>::MIN_UTC
                .with_timezone(&east(-3600))
                .literal()
                .0
                .ends_with('Z')
        );
        assert!(
            DateTime::<Utc>::MAX_UTC
                .with_timezone(&east(3600))
                .literal()
                .0
                .ends_with('Z')
        );
    }

    #[test]
    fn dates_times_and_durations_are_written_in_full() {
        assert_eq!(
            NaiveDate::from_ymd_opt(1, 2, 3).unwrap().literal().0,
            "0001-02-03"
        );
        assert_eq!(NaiveTime::MIN.literal().0, "00:00:00");
        assert_eq!(
            date_time(2024, 1, 1, 9, 10_000).time().literal().0,
            "09:59:59.00001"
        );
        assert_eq!(TimeDelta::zero().literal().0, "duration'PT0S'");
        assert_eq!(
            TimeDelta::milliseconds(-1500).literal().0,
            "duration'-PT1.5S'"
        );
        assert_eq!(TimeDelta::weeks(1).literal().0, "duration'P7D'");
        assert_eq!(
            TimeDelta::MIN.literal().0,
            "duration'-P106751991167DT7H12M55.807S'"
        );
    }
}
