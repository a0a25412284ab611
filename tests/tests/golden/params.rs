use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;

use super::entities::{CalendarView, Device, Message, Odd, Risk, Usage};
use super::{Case, case, group};

fn devices(query: &str) -> String {
    format!("/deviceManagement/managedDevices?{query}")
}

pub fn cases() -> Vec<Case> {
    group(
        "custom query options",
        [timestamps(), values(), names(), of_other_requests()]
            .into_iter()
            .flatten(),
    )
}

fn timestamps() -> Vec<Case> {
    let utc: DateTime<Utc> = "2024-02-29T19:00:00Z".parse().unwrap();
    let local = DateTime::parse_from_rfc3339("2024-02-29T19:00:00+02:00").unwrap();
    let week = CalendarView::list().without_select();
    vec![
        case(
            "strings with an offset",
            week.clone()
                .param("startDateTime", "2024-02-29T19:00:00+02:00")
                .param("endDateTime", "2024-03-01T19:00:00-08:00"),
            "/me/calendarView?startDateTime=2024-02-29T19:00:00%2B02:00&endDateTime=2024-03-01T19:00:00-08:00",
        ),
        case(
            "timestamps",
            week.clone()
                .param("startDateTime", utc)
                .param("endDateTime", local),
            "/me/calendarView?startDateTime=2024-02-29T19:00:00Z&endDateTime=2024-02-29T19:00:00%2B02:00",
        ),
        case(
            "timestamps of other crates",
            week.clone()
                .param("start", time::OffsetDateTime::UNIX_EPOCH)
                .param("end", jiff::Timestamp::UNIX_EPOCH),
            "/me/calendarView?start=1970-01-01T00:00:00Z&end=1970-01-01T00:00:00Z",
        ),
        case(
            "after the system options",
            week.param("startDateTime", utc).top(5),
            "/me/calendarView?$top=5&startDateTime=2024-02-29T19:00:00Z",
        ),
    ]
}

fn values() -> Vec<Case> {
    let list = Device::list;
    vec![
        case(
            "a date",
            list().param("day", NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()),
            &devices("day=2024-02-29"),
        ),
        case(
            "a duration",
            list().param("period", TimeDelta::days(7)),
            &devices("period=P7D"),
        ),
        case(
            "a GUID",
            list().param("id", Uuid::nil()),
            &devices("id=00000000-0000-0000-0000-000000000000"),
        ),
        case(
            "an enum",
            list().param("risk", Risk::Medium),
            &devices("risk=medium"),
        ),
        case(
            "a Boolean",
            list().param("includeHiddenFolders", true),
            &devices("includeHiddenFolders=true"),
        ),
        case(
            "a number",
            list().param("pageLevel", 2),
            &devices("pageLevel=2"),
        ),
        case(
            "a string is not quoted",
            list().param("q", "it's 'so'"),
            &devices("q=it's%20'so'"),
        ),
        case(
            "an owned name and value",
            list().param(String::from("a"), String::from("b")),
            &devices("a=b"),
        ),
        case("an empty value", list().param("a", ""), &devices("a=")),
    ]
}

fn names() -> Vec<Case> {
    let list = Device::list;
    vec![
        case(
            "in call order",
            list().param("b", 1).param("a", 2),
            &devices("b=1&a=2"),
        ),
        case(
            "the same option twice",
            list().param("a", 1).param("a", 2),
            &devices("a=1&a=2"),
        ),
        case(
            "$format",
            list().param("$format", "application/json"),
            &devices("$format=application/json"),
        ),
        case(
            "$format of a stream",
            list().param("format", "pdf"),
            &devices("format=pdf"),
        ),
        case(
            "$deltatoken",
            list().param("$deltatoken", "latest"),
            &devices("$deltatoken=latest"),
        ),
        case(
            "$filter by name",
            list().param("$filter", "a eq 'b+c'"),
            &devices("$filter=a%20eq%20'b%2Bc'"),
        ),
        case(
            "characters that would end a value",
            list().param("a", "b&c=d#e"),
            &devices("a=b%26c=d%23e"),
        ),
        case(
            "characters that would end a name",
            list().param("a=b&c", "d"),
            &devices("a%3Db%26c=d"),
        ),
    ]
}

fn of_other_requests() -> Vec<Case> {
    vec![
        case(
            "for a single entity",
            Odd::get("a").param("includeIDs", true),
            "/reports/a?$select=type,hasMfa,sizeInGB,newName&includeIDs=true",
        ),
        case(
            "with another version",
            Usage::list().param("a", 1),
            "/identity/usage?$select=id&a=1",
        ),
        case(
            "headers are not in the URL",
            Message::get("1")
                .without_select()
                .header("x-a", "b")
                .prefer("outlook.timezone=\"UTC\""),
            "/me/messages/1",
        ),
    ]
}
