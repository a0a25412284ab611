//! The calendar view of each mailbox: its single events, and the occurrences of its series.

use jiff::civil::DateTime;
use jiff::{Span, ToSpan};
use serde_json::{Value, json};

use super::{Data, paths};

/// The largest number of occurrences of a series without an end.
const OCCURRENCES_MAX: i64 = 366;

/// Derives a set `calendarView` from each set `events`.
pub(super) fn derive(data: &mut Data) {
    let is_calendar = |path: &str| path.ends_with("/events");
    let views: Vec<_> = data
        .sets
        .iter()
        .filter(|(path, _)| is_calendar(path) && data.kind_of(path).is_of("microsoft.graph.event"))
        .map(|(path, events)| (path.clone(), events.iter().flat_map(in_view).collect()))
        .collect();
    for (events, view) in views {
        let mailbox = events.trim_end_matches("/events");
        let kind = data.kind_of(&events);
        let set = format!("{mailbox}/calendarView");
        data.sets.insert(set.clone(), view);
        data.kinds.insert(paths::kind_of(data, &set), kind);
    }
}

/// An event itself, or the occurrences of a series.
fn in_view(event: &Value) -> Vec<Value> {
    let pattern = &event["recurrence"]["pattern"];
    let interval = pattern["interval"].as_i64().unwrap_or(1);
    let step = match pattern["type"].as_str() {
        Some("daily") => interval.days(),
        Some("weekly") => interval.weeks(),
        _ => return vec![event.clone()],
    };
    let count = event["recurrence"]["range"]["numberOfOccurrences"].as_i64();
    let numbers = 0..count.unwrap_or(OCCURRENCES_MAX);
    numbers
        .map_while(|number| occurrence(event, number, step))
        .collect()
}

fn occurrence(master: &Value, number: i64, step: Span) -> Option<Value> {
    let offset = step.checked_mul(number).ok()?;
    let mut event = master.clone();
    event["id"] = json!(format!("{}_{number}", master["id"].as_str()?));
    event["type"] = json!("occurrence");
    event["seriesMasterId"] = master["id"].clone();
    event["recurrence"] = Value::Null;
    for end in ["start", "end"] {
        let time: DateTime = master[end]["dateTime"].as_str()?.parse().ok()?;
        let time = time.checked_add(offset).ok()?;
        event[end]["dateTime"] = json!(time.strftime("%Y-%m-%dT%H:%M:%S.0000000").to_string());
    }
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn a_series_has_one_occurrence_per_interval() {
        let event = |id: &str, recurrence: Value| {
            json!({
                "id": id,
                "recurrence": recurrence,
                "start": {"dateTime": "2024-02-28T09:00:00.0000000", "timeZone": "UTC"},
                "end": {"dateTime": "2024-02-28T09:30:00.0000000", "timeZone": "UTC"},
            })
        };
        let series = json!({
            "pattern": {"type": "weekly", "interval": 2},
            "range": {"type": "numbered", "numberOfOccurrences": 2},
        });
        let events = vec![event("a", Value::Null), event("b", series)];
        let mut data = Data::new()
            .entity_set("users/1/events", events)
            .entity_set("users", vec![])
            .kind("users/events", Kind::new("microsoft.graph.event"));
        derive(&mut data);
        let view = data.entities("users/1/calendarView");
        let starts: Vec<_> = view
            .iter()
            .map(|event| {
                (
                    event["id"].as_str().unwrap(),
                    event["start"]["dateTime"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            starts,
            [
                ("a", "2024-02-28T09:00:00.0000000"),
                ("b_0", "2024-02-28T09:00:00.0000000"),
                ("b_1", "2024-03-13T09:00:00.0000000"),
            ]
        );
    }
}
