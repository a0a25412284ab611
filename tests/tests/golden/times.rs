use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use time::UtcOffset;

use super::entities::{Device, Event};
use super::{Case, case, filter, group};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn cases() -> Vec<Case> {
    [dates(), local_times()].into_iter().flatten().collect()
}

fn dates() -> Vec<Case> {
    group(
        "filter: dates, times and durations",
        [
            timestamps(),
            timestamp_conditions(),
            dates_and_durations(),
            of_time(),
            of_jiff(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn timestamps() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "UTC",
            f.enrolled.ge(utc("2024-02-29T09:15:00Z")),
            "enrolled%20ge%202024-02-29T09:15:00Z",
        ),
        filter(
            "a fraction",
            f.enrolled.ge(utc("2024-02-29T09:15:00.25Z")),
            "enrolled%20ge%202024-02-29T09:15:00.25Z",
        ),
        filter(
            "no unnecessary fraction",
            f.enrolled.ge(utc("2024-02-29T09:15:00.000Z")),
            "enrolled%20ge%202024-02-29T09:15:00Z",
        ),
        filter(
            "an offset",
            f.enrolled.ge(local("2024-02-29T09:15:00+02:00")),
            "enrolled%20ge%202024-02-29T09:15:00%2B02:00",
        ),
        filter(
            "a negative offset",
            f.enrolled.ge(local("2024-02-29T09:15:00-08:00")),
            "enrolled%20ge%202024-02-29T09:15:00-08:00",
        ),
        filter(
            "year 1",
            f.enrolled.eq(utc("0001-01-01T00:00:00Z")),
            "enrolled%20eq%200001-01-01T00:00:00Z",
        ),
        filter(
            "year 9999",
            f.enrolled.lt(utc("9999-12-31T23:59:59.9999999Z")),
            "enrolled%20lt%209999-12-31T23:59:59.9999999Z",
        ),
    ]
}

fn timestamp_conditions() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "two ranges, in nested structs",
            f.parent
                .enrolled
                .ge(utc("2024-02-01T00:00:00Z"))
                .and(f.parent.enrolled.le(utc("2024-03-01T00:00:00Z")))
                .and(f.parent.last_sync.ge(utc("2024-02-01T00:00:00Z")))
                .and(f.parent.last_sync.le(utc("2024-03-01T00:00:00Z"))),
            "parent/enrolled%20ge%202024-02-01T00:00:00Z%20and%20parent/enrolled%20le%202024-03-01T00:00:00Z%20and%20\
                 parent/lastSync%20ge%202024-02-01T00:00:00Z%20and%20parent/lastSync%20le%202024-03-01T00:00:00Z",
        ),
        filter(
            "two fields",
            f.enrolled.lt(f.last_sync),
            "enrolled%20lt%20lastSync",
        ),
        filter(
            "in a list",
            f.enrolled.in_([utc("2024-02-29T09:15:00Z")]),
            "enrolled%20in%20(2024-02-29T09:15:00Z)",
        ),
    ]
}

fn dates_and_durations() -> Vec<Case> {
    let f = Device::FIELDS;
    let day = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    vec![
        filter("a date", f.purchased.ge(day), "purchased%20ge%200001-01-01"),
        filter(
            "a time of day",
            f.backup_at.eq(NaiveTime::MIN),
            "backupAt%20eq%2000:00:00",
        ),
        filter(
            "a duration",
            f.uptime.gt(TimeDelta::minutes(90)),
            "uptime%20gt%20duration'PT1H30M'",
        ),
        filter(
            "a negative duration",
            f.uptime.gt(-TimeDelta::days(1)),
            "uptime%20gt%20duration'-P1D'",
        ),
        filter(
            "a zero duration",
            f.uptime.eq(TimeDelta::zero()),
            "uptime%20eq%20duration'PT0S'",
        ),
        filter(
            "a duration of the standard library",
            f.uptime.le(Duration::from_millis(1500)),
            "uptime%20le%20duration'PT1.5S'",
        ),
    ]
}

fn of_time() -> Vec<Case> {
    let f = Device::FIELDS;
    let offset = UtcOffset::from_hms(-8, 0, 0).unwrap();
    let timestamp = time::OffsetDateTime::UNIX_EPOCH;
    vec![
        filter(
            "time: UTC",
            f.enrolled.ge(timestamp),
            "enrolled%20ge%201970-01-01T00:00:00Z",
        ),
        filter(
            "time: an offset",
            f.enrolled.ge(timestamp.to_offset(offset)),
            "enrolled%20ge%201969-12-31T16:00:00-08:00",
        ),
        filter(
            "time: a date",
            f.purchased.ge(timestamp.date()),
            "purchased%20ge%201970-01-01",
        ),
        filter(
            "time: a time of day",
            f.backup_at.ge(timestamp.time()),
            "backupAt%20ge%2000:00:00",
        ),
        filter(
            "time: a duration",
            f.uptime.ge(time::Duration::WEEK),
            "uptime%20ge%20duration'P7D'",
        ),
    ]
}

fn of_jiff() -> Vec<Case> {
    let f = Device::FIELDS;
    let stamp: jiff::Timestamp = "2024-02-29T09:15:00.5Z".parse().unwrap();
    vec![
        filter(
            "jiff: a timestamp",
            f.enrolled.ge(stamp),
            "enrolled%20ge%202024-02-29T09:15:00.5Z",
        ),
        filter(
            "jiff: an offset",
            f.enrolled
                .ge(stamp.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(2)))),
            "enrolled%20ge%202024-02-29T11:15:00.5%2B02:00",
        ),
        filter(
            "jiff: a date",
            f.purchased.ge(jiff::civil::date(2024, 2, 29)),
            "purchased%20ge%202024-02-29",
        ),
        filter(
            "jiff: a time of day",
            f.backup_at.ge(jiff::civil::time(9, 15, 0, 0)),
            "backupAt%20ge%2009:15:00",
        ),
        filter(
            "jiff: a duration",
            f.uptime.ge(jiff::SignedDuration::from_hours(25)),
            "uptime%20ge%20duration'P1DT1H'",
        ),
    ]
}

/// `start/dateTime` of an event is a string in the time zone of `start/timeZone`.
fn local_times() -> Vec<Case> {
    let f = Event::FIELDS;
    let after = |name, filter, quoted: &str| {
        case(
            name,
            Event::list().filter(filter),
            &format!("/me/events?$filter=start/dateTime%20ge%20'{quoted}'"),
        )
    };
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let primitive = time::PrimitiveDateTime::new(time::Date::MIN, time::Time::MIDNIGHT);
    group(
        "filter: local times",
        [
            after(
                "chrono",
                f.start.date_time.ge(day.and_time(NaiveTime::MIN)),
                "2024-02-29T00:00:00",
            ),
            after(
                "jiff",
                f.start
                    .date_time
                    .ge(jiff::civil::date(2024, 2, 29).at(9, 15, 0, 1000)),
                "2024-02-29T09:15:00.000001",
            ),
            after(
                "time",
                f.start.date_time.ge(primitive),
                "-9999-01-01T00:00:00",
            ),
            case(
                "without quotes in a custom query option",
                Event::list().param("startDateTime", day.and_time(NaiveTime::MIN)),
                "/me/events?startDateTime=2024-02-29T00:00:00",
            ),
        ],
    )
}
