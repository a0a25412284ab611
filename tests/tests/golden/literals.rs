use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use graph_resource::{Field, Qualified};
use time::UtcOffset;
use uuid::Uuid;

use super::entities::{Bytes, Capability, Device, Event, Price, Risk};
use super::{Case, case, filter, group};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn local(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn cases() -> Vec<Case> {
    [strings(), numbers(), dates(), local_times(), others()]
        .into_iter()
        .flatten()
        .collect()
}

fn strings() -> Vec<Case> {
    let f = Device::FIELDS;
    let owned = String::from("a");
    group(
        "filter: strings",
        [
            filter("empty", f.name.eq(""), "name%20eq%20''"),
            filter(
                "a quote is doubled",
                f.name.eq("let's"),
                "name%20eq%20'let''s'",
            ),
            filter("nothing but quotes", f.name.eq("''"), "name%20eq%20''''''"),
            filter(
                "quotes that would end the literal",
                f.name.eq("' or 1 eq 1"),
                "name%20eq%20'''%20or%201%20eq%201'",
            ),
            filter(
                "parentheses and commas",
                f.name.eq("a(b,c)"),
                "name%20eq%20'a(b,c)'",
            ),
            filter("an owned text", f.name.eq(owned.clone()), "name%20eq%20'a'"),
            filter("a borrowed String", f.name.eq(&owned), "name%20eq%20'a'"),
            filter(
                "a boxed string",
                f.name.eq(Box::<str>::from("a")),
                "name%20eq%20'a'",
            ),
            filter("a Cow", f.name.eq(Cow::Borrowed("a")), "name%20eq%20'a'"),
            filter(
                "a shared string",
                f.name.eq(Arc::<str>::from("a")),
                "name%20eq%20'a'",
            ),
            filter("digits stay a text", f.name.eq("12"), "name%20eq%20'12'"),
            filter("null stays a text", f.name.eq("null"), "name%20eq%20'null'"),
            filter(
                "a GUID in a string",
                f.id.ge("0f8b4dcd-1a5c-4f4c-9f6e-2f1f7f6f3a10"),
                "id%20ge%20'0f8b4dcd-1a5c-4f4c-9f6e-2f1f7f6f3a10'",
            ),
        ],
    )
}

fn numbers() -> Vec<Case> {
    let f = Device::FIELDS;
    group(
        "filter: numbers",
        [
            filter("negative", f.total_storage.gt(-1), "totalStorage%20gt%20-1"),
            filter(
                "the smallest Int64",
                f.total_storage.eq(i64::MIN),
                "totalStorage%20eq%20-9223372036854775808",
            ),
            filter(
                "the largest",
                f.total_storage.eq(u64::MAX),
                "totalStorage%20eq%2018446744073709551615",
            ),
            filter(
                "of another width than the field",
                f.total_storage.eq(1_u8),
                "totalStorage%20eq%201",
            ),
            filter("a fraction", f.battery.eq(0.1), "battery%20eq%200.1"),
            filter("a single", f.battery.eq(0.1_f32), "battery%20eq%200.1"),
            filter(
                "no exponent, large",
                f.battery.eq(1e21),
                "battery%20eq%201000000000000000000000",
            ),
            filter(
                "no exponent, small",
                f.battery.eq(5e-7),
                "battery%20eq%200.0000005",
            ),
            filter("whole", f.battery.eq(2.0), "battery%20eq%202"),
            filter(
                "infinity",
                f.battery.lt(f64::INFINITY),
                "battery%20lt%20INF",
            ),
            filter(
                "negative infinity",
                f.battery.gt(f64::NEG_INFINITY),
                "battery%20gt%20-INF",
            ),
            filter("not a number", f.battery.eq(f64::NAN), "battery%20eq%20NaN"),
            filter(
                "a decimal keeps its digits",
                f.price.lt(Price("12345678901234567890.10".into())),
                "price%20lt%2012345678901234567890.10",
            ),
            filter(
                "a decimal field and an integer",
                f.price.lt(12),
                "price%20lt%2012",
            ),
        ],
    )
}

fn dates() -> Vec<Case> {
    let f = Device::FIELDS;
    let day = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let offset = UtcOffset::from_hms(-8, 0, 0).unwrap();
    let timestamp = time::OffsetDateTime::UNIX_EPOCH;
    let stamp: jiff::Timestamp = "2024-02-29T09:15:00.5Z".parse().unwrap();
    group(
        "filter: dates, times and durations",
        [
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
        ],
    )
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

fn others() -> Vec<Case> {
    let f = Device::FIELDS;
    let other = || Risk::Unknown("very High".into());
    group(
        "filter: other literals",
        [
            filter(
                "a GUID is not quoted",
                f.tenant_id.eq(Uuid::nil()),
                "tenantId%20eq%2000000000-0000-0000-0000-000000000000",
            ),
            filter(
                "GUIDs in a list",
                f.tenant_id.in_([Uuid::max()]),
                "tenantId%20in%20(ffffffff-ffff-ffff-ffff-ffffffffffff)",
            ),
            filter(
                "named: a GUID",
                Field::named("a").eq(Uuid::nil()),
                "a%20eq%2000000000-0000-0000-0000-000000000000",
            ),
            filter(
                "bytes",
                f.certificate.eq(Bytes(vec![0xfb, 0xff])),
                "certificate%20eq%20binary'-_8='",
            ),
            filter("an enum", f.risk.eq(Risk::Medium), "risk%20eq%20'medium'"),
            filter(
                "an enum, borrowed",
                f.risk.eq(&Risk::Medium),
                "risk%20eq%20'medium'",
            ),
            filter(
                "a qualified enum",
                f.risk.eq(Qualified(Risk::Medium)),
                "risk%20eq%20microsoft.graph.riskLevel'medium'",
            ),
            filter(
                "an unknown member",
                f.risk.ne(other()),
                "risk%20ne%20'very%20High'",
            ),
            filter(
                "an unknown member, qualified",
                f.risk.ne(Qualified(other())),
                "risk%20ne%20microsoft.graph.riskLevel'very%20High'",
            ),
            filter(
                "qualified flags",
                f.capabilities.has(Qualified(Capability::Locate)),
                "capabilities%20has%20microsoft.graph.capability'locate'",
            ),
            filter(
                "several flags",
                f.capabilities
                    .has(Capability::Unknown("wipe,locate".into())),
                "capabilities%20has%20'wipe,locate'",
            ),
            filter(
                "qualified enums in a list",
                f.risk.in_([Qualified(Risk::Low)]),
                "risk%20in%20(microsoft.graph.riskLevel'low')",
            ),
        ],
    )
}
