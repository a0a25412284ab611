//! The values of the crate `jiff`.

use ::jiff::tz::Offset;
use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::query::edm;
use crate::query::literal::{Literal, Value};
use crate::query::literals::calendar::{date, date_time, local, time_of_day};
use crate::query::literals::duration::duration;

values! {
    Timestamp: DateTimeOffset = |timestamp| with_offset(Offset::UTC.to_datetime(*timestamp), 0);
    Zoned: DateTimeOffset = |zoned| {
        let seconds = zoned.offset().seconds();
        // OData's offsets have no seconds.
        if seconds % 60 == 0 { with_offset(zoned.datetime(), seconds / 60) } else { zoned.timestamp().literal() }
    };
    Date: Date = |day| date(day.year().into(), day.month(), day.day());
    Time: TimeOfDay = |time| {
        time_of_day(time.hour(), time.minute(), time.second(), time.subsec_nanosecond().unsigned_abs())
    };
    SignedDuration: Duration = |span| {
        duration(span.is_negative(), span.as_secs().unsigned_abs(), span.subsec_nanos().unsigned_abs())
    };
}

fn with_offset(local: DateTime, offset_minutes: i32) -> Literal {
    let date = local.date().literal();
    let time = local.time().literal();
    date_time(date, time, offset_minutes)
}

impl Value for DateTime {
    type Kind = edm::Text;

    fn literal(&self) -> Literal {
        local(self.date().literal(), self.time().literal())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::jiff::civil;
    use ::jiff::tz::TimeZone;

    #[test]
    fn dates_and_times_have_an_offset_of_minutes() {
        let local = |seconds| {
            let offset = Offset::from_seconds(seconds).unwrap();
            civil::datetime(2024, 2, 29, 9, 15, 0, 0)
                .to_zoned(TimeZone::fixed(offset))
                .unwrap()
                .literal()
                .0
        };
        assert_eq!(
            civil::datetime(1, 1, 1, 0, 0, 0, 0)
                .to_zoned(TimeZone::UTC)
                .unwrap()
                .literal()
                .0,
            "0001-01-01T00:00:00Z"
        );
        // Jiff's last timestamp is a day before the last date, so that it has a date in every offset.
        assert_eq!(Timestamp::MAX.literal().0, "9999-12-30T22:00:00.999999999Z");
        assert_eq!(local(7200), "2024-02-29T09:15:00+02:00");
        assert_eq!(local(-12_600), "2024-02-29T09:15:00-03:30");
        assert_eq!(local(3601), "2024-02-29T08:14:59Z");
        assert_eq!(Timestamp::MIN.literal().0, "-9999-01-02T01:59:59Z");
    }

    #[test]
    fn dates_times_and_durations_are_written_in_full() {
        assert_eq!(civil::date(1, 2, 3).literal().0, "0001-02-03");
        assert_eq!(Date::MAX.literal().0, "9999-12-31");
        assert_eq!(
            civil::time(9, 15, 0, 250_000_000).literal().0,
            "09:15:00.25"
        );
        assert_eq!(SignedDuration::ZERO.literal().0, "duration'PT0S'");
        assert_eq!(
            SignedDuration::from_millis(-1500).literal().0,
            "duration'-PT1.5S'"
        );
        assert_eq!(
            SignedDuration::MIN.literal().0,
            "duration'-P106751991167300DT15H30M8.999999999S'"
        );
    }
}
