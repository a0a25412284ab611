//! The values of the crate `time`.

use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime, UtcOffset};

use crate::query::edm;
use crate::query::literal::{Literal, Value};
use crate::query::literals::calendar::{date, date_time, local, time_of_day};
use crate::query::literals::duration::duration;

values! {
    OffsetDateTime: DateTimeOffset = |local| {
        let seconds = local.offset().whole_seconds();
        // OData's offsets have no seconds. A date that is out of range in UTC keeps its offset without them.
        match local.checked_to_offset(UtcOffset::UTC) {
            Some(utc) if seconds % 60 != 0 => date_time(utc.date().literal(), utc.time().literal(), 0),
            _ => date_time(local.date().literal(), local.time().literal(), seconds / 60),
        }
    };
    UtcDateTime: DateTimeOffset = |utc| date_time(utc.date().literal(), utc.time().literal(), 0);
    Date: Date = |day| date(day.year(), u8::from(day.month()), day.day());
    Time: TimeOfDay = |time| time_of_day(time.hour(), time.minute(), time.second(), time.nanosecond());
    Duration: Duration = |span| {
        duration(span.is_negative(), span.whole_seconds().unsigned_abs(), span.subsec_nanoseconds().unsigned_abs())
    };
}

impl Value for PrimitiveDateTime {
    type Kind = edm::Text;

    fn literal(&self) -> Literal {
        local(self.date().literal(), self.time().literal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::time::Month;

    fn day(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).unwrap()
    }

    #[test]
    fn dates_and_times_have_an_offset_of_minutes() {
        let last = Time::from_hms_nano(23, 59, 59, 999_999_900).unwrap();
        let local = |h, m, s| {
            let offset = UtcOffset::from_hms(h, m, s).unwrap();
            OffsetDateTime::new_in_offset(day(2024, Month::February, 29), last, offset)
                .literal()
                .0
        };
        assert_eq!(
            UtcDateTime::new(day(1, Month::January, 1), Time::MIDNIGHT)
                .literal()
                .0,
            "0001-01-01T00:00:00Z"
        );
        assert_eq!(
            OffsetDateTime::new_utc(day(9999, Month::December, 31), last)
                .literal()
                .0,
            "9999-12-31T23:59:59.9999999Z"
        );
        assert_eq!(local(2, 0, 0), "2024-02-29T23:59:59.9999999+02:00");
        assert_eq!(local(-3, -30, 0), "2024-02-29T23:59:59.9999999-03:30");
        assert_eq!(local(0, 0, 59), "2024-02-29T23:59:00.9999999Z");
        let first = OffsetDateTime::new_in_offset(
            Date::MIN,
            Time::MIDNIGHT,
            UtcOffset::from_hms(1, 0, 1).unwrap(),
        );
        assert_eq!(first.literal().0, "-9999-01-01T00:00:00+01:00");
    }

    #[test]
    fn dates_times_and_durations_are_written_in_full() {
        assert_eq!(day(1, Month::February, 3).literal().0, "0001-02-03");
        assert_eq!(
            Time::from_hms_milli(9, 15, 0, 250).unwrap().literal().0,
            "09:15:00.25"
        );
        assert_eq!(Duration::ZERO.literal().0, "duration'PT0S'");
        assert_eq!(
            Duration::milliseconds(-1500).literal().0,
            "duration'-PT1.5S'"
        );
        assert_eq!(
            Duration::MIN.literal().0,
            "duration'-P106751991167300DT15H30M8.999999999S'"
        );
    }
}
