use chrono::NaiveDate;
use graph_resource::Field;

use super::entities::Device;
use super::{Case, filter, group};

pub fn cases() -> Vec<Case> {
    group(
        "filter: functions",
        [searches(), strings(), timestamps(), dates_and_times()]
            .into_iter()
            .flatten(),
    )
}

fn searches() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "startswith",
            f.name.starts_with("a"),
            "startswith(name,'a')",
        ),
        filter(
            "endswith",
            f.name.ends_with("@a.com"),
            "endswith(name,'@a.com')",
        ),
        filter("contains", f.name.contains("a b"), "contains(name,'a%20b')"),
        filter(
            "startswith with a field",
            f.name.starts_with(f.model),
            "startswith(name,model)",
        ),
        filter(
            "a nested string",
            f.hardware.serial.contains("a"),
            "contains(hardware/serial,'a')",
        ),
        filter(
            "not contains",
            f.name.contains("a").not(),
            "not%20contains(name,'a')",
        ),
        filter(
            "named: startswith",
            Field::named("a").starts_with("b"),
            "startswith(a,'b')",
        ),
        filter(
            "named: endswith",
            Field::named("a").ends_with("b"),
            "endswith(a,'b')",
        ),
        filter(
            "named: contains",
            Field::named("a").contains("b"),
            "contains(a,'b')",
        ),
    ]
}

fn strings() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "tolower",
            f.name.to_lower().eq("a"),
            "tolower(name)%20eq%20'a'",
        ),
        filter(
            "toupper",
            f.name.to_upper().eq("A"),
            "toupper(name)%20eq%20'A'",
        ),
        filter("trim", f.name.trim().ne(""), "trim(name)%20ne%20''"),
        filter("length", f.name.length().gt(3), "length(name)%20gt%203"),
        filter(
            "a function of a function",
            f.name.trim().to_lower().starts_with("a"),
            "startswith(tolower(trim(name)),'a')",
        ),
        filter(
            "two functions compared",
            f.name.to_lower().eq(f.model.to_lower()),
            "tolower(name)%20eq%20tolower(model)",
        ),
        filter(
            "a function in a list",
            f.name.to_lower().in_(["a", "b"]),
            "tolower(name)%20in%20('a','b')",
        ),
        filter(
            "arithmetic on a length",
            f.name.length().mul(2).lt(9),
            "length(name)%20mul%202%20lt%209",
        ),
    ]
}

fn timestamps() -> Vec<Case> {
    let f = Device::FIELDS;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    vec![
        filter(
            "year",
            f.enrolled.year().eq(2024),
            "year(enrolled)%20eq%202024",
        ),
        filter(
            "month",
            f.enrolled.month().ge(6),
            "month(enrolled)%20ge%206",
        ),
        filter("day", f.enrolled.day().ne(1), "day(enrolled)%20ne%201"),
        filter("hour", f.enrolled.hour().lt(12), "hour(enrolled)%20lt%2012"),
        filter(
            "minute",
            f.enrolled.minute().le(30),
            "minute(enrolled)%20le%2030",
        ),
        filter(
            "second",
            f.enrolled.second().gt(30),
            "second(enrolled)%20gt%2030",
        ),
        filter(
            "date",
            f.enrolled.date().eq(day),
            "date(enrolled)%20eq%202024-02-29",
        ),
        filter(
            "date compared with a field",
            f.enrolled.date().eq(f.purchased),
            "date(enrolled)%20eq%20purchased",
        ),
    ]
}

fn dates_and_times() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "year of a date",
            f.purchased.year().eq(2024),
            "year(purchased)%20eq%202024",
        ),
        filter(
            "month of a date",
            f.purchased.month().eq(2),
            "month(purchased)%20eq%202",
        ),
        filter(
            "day of a date",
            f.purchased.day().eq(29),
            "day(purchased)%20eq%2029",
        ),
        filter(
            "hour of a time of day",
            f.backup_at.hour().eq(3),
            "hour(backupAt)%20eq%203",
        ),
        filter(
            "minute of a time of day",
            f.backup_at.minute().eq(3),
            "minute(backupAt)%20eq%203",
        ),
        filter(
            "second of a time of day",
            f.backup_at.second().eq(3),
            "second(backupAt)%20eq%203",
        ),
        filter(
            "the years of two dates",
            f.enrolled.year().eq(f.last_sync.year()),
            "year(enrolled)%20eq%20year(lastSync)",
        ),
    ]
}
