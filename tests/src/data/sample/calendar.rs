//! Events of two weeks, from 25 March 2024. Summer time begins in Europe between them.

use serde_json::{Value, json};

use super::ME;
use crate::data::{Data, Kind};

/// Subject, start, and end in UTC.
const EVENTS: [(&str, &str, &str); 7] = [
    ("Budget review", "2024-03-25T13:00", "2024-03-25T14:30"),
    ("Lunch with Zoë", "2024-03-27T11:00", "2024-03-27T12:00"),
    ("Release 2.0", "2024-03-28T22:30", "2024-03-29T01:00"),
    ("Dentist", "2024-04-02T06:30", "2024-04-02T07:15"),
    ("Interview", "2024-04-03T14:00", "2024-04-03T15:00"),
    ("Planning", "2024-04-04T08:00", "2024-04-04T10:00"),
    ("All hands", "2024-04-05T15:00", "2024-04-05T16:00"),
];

/// Adds the events of one user, from which the service derives the calendar view.
pub(super) fn add(data: Data) -> Data {
    let single = EVENTS.iter().enumerate().map(|(number, event)| {
        let (subject, start, end) = event;
        event_of(
            &format!("AAMkAGEvent{number:02}="),
            subject,
            start,
            end,
            Value::Null,
        )
    });
    let events = single.chain([stand_up()]).collect();
    data.entity_set(&format!("users/{ME}/events"), events).kind(
        "users/events",
        Kind::new("microsoft.graph.event").pages(10, 1000),
    )
}

/// A series on ten days in a row. `events` has it once, the calendar view ten times.
fn stand_up() -> Value {
    let recurrence = json!({
        "pattern": {"type": "daily", "interval": 1},
        "range": {
            "type": "numbered",
            "startDate": "2024-03-25",
            "numberOfOccurrences": 10,
            "recurrenceTimeZone": "UTC",
        },
    });
    let (start, end) = ("2024-03-25T08:00", "2024-03-25T08:15");
    event_of("AAMkAGSeries=", "Stand-up", start, end, recurrence)
}

fn event_of(id: &str, subject: &str, start: &str, end: &str, recurrence: Value) -> Value {
    let time = |time: &str| json!({"dateTime": format!("{time}:00.0000000"), "timeZone": "UTC"});
    json!({
        "id": id,
        "subject": subject,
        "type": if recurrence.is_null() { "singleInstance" } else { "seriesMaster" },
        "start": time(start),
        "end": time(end),
        "originalStartTimeZone": "UTC",
        "isAllDay": false,
        "showAs": "busy",
        "seriesMasterId": null,
        "recurrence": recurrence,
        "location": {"displayName": "Room 1"},
        "organizer": {"emailAddress": {"name": "Adele Vance", "address": "user1@contoso.com"}},
    })
}
