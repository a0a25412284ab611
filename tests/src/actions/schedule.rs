//! Actions on calendars.

use jiff::civil::DateTime;
use jiff::{ToSpan, Unit};
use serde_json::{Value, json};

use super::{Call, missing};
use crate::failure::Failure;
use crate::response::Success;

/// How many schedules a request can ask for, and how long its period is at most.
const MAX_SCHEDULES: usize = 20;
const MAX_DAYS: i64 = 62;

/// `POST /me/calendar/getSchedule`. Everybody is in a meeting from 9 to 10 o'clock on every day.
pub(super) fn get_schedule(call: &Call<'_>) -> Result<Success, Failure> {
    let schedules = call.required_strings("schedules")?;
    if schedules.len() > MAX_SCHEDULES {
        return Err(Failure::bad_request(format!(
            "at most {MAX_SCHEDULES} schedules can be requested at a time"
        )));
    }
    let period = Period::of(&call.body)?;
    let interval = call.body["availabilityViewInterval"].as_i64().unwrap_or(30);
    if !(5..=1440).contains(&interval) {
        return Err(Failure::bad_request(
            "`availabilityViewInterval` is from 5 to 1440 minutes",
        ));
    }
    let schedules = schedules
        .into_iter()
        .map(|address| schedule(call, address, &period, interval));
    Ok(call.collection(
        "Collection(microsoft.graph.scheduleInformation)",
        schedules.collect(),
    ))
}

/// The time between `startTime` and `endTime`.
struct Period {
    start: DateTime,
    end: DateTime,
    time_zone: Value,
}

impl Period {
    fn of(body: &Value) -> Result<Self, Failure> {
        let time = |name: &str| {
            let text = body[name]["dateTime"].as_str().unwrap_or_default();
            text.parse::<DateTime>().map_err(|_| missing(name))
        };
        let (start, end) = (time("startTime")?, time("endTime")?);
        let limit = start.saturating_add(MAX_DAYS.days());
        if start >= end || end > limit {
            return Err(Failure::bad_request(format!(
                "the period must be positive, and at most {MAX_DAYS} days"
            )));
        }
        Ok(Period {
            start,
            end,
            time_zone: body["startTime"]["timeZone"].clone(),
        })
    }

    /// The meetings in the period.
    fn meetings(&self) -> Vec<(DateTime, DateTime)> {
        let mut day = self.start.date();
        let mut meetings = Vec::new();
        while day <= self.end.date() {
            let meeting = (day.at(9, 0, 0, 0), day.at(10, 0, 0, 0));
            if meeting.0 < self.end && meeting.1 > self.start {
                meetings.push(meeting);
            }
            day = day.saturating_add(1.day());
        }
        meetings
    }
}

fn schedule(call: &Call<'_>, address: &str, period: &Period, interval: i64) -> Value {
    let nodes = call.store.nodes("users");
    let is_known = nodes
        .iter()
        .any(|user| user.value["mail"] == json!(address));
    if !is_known {
        return json!({
            "scheduleId": address,
            "error": {
                "message": "Unable to resolve e-mail address to an Active Directory object.",
                "responseCode": "ErrorMailRecipientNotFound",
            },
        });
    }
    let meetings = period.meetings();
    let time = |time: DateTime| json!({"dateTime": format!("{time}.0000000"), "timeZone": period.time_zone});
    let items = meetings.iter().map(|(start, end)| {
        json!({
            "isPrivate": false,
            "status": "busy",
            "subject": "Daily",
            "location": "Room 1",
            "isMeeting": true,
            "start": time(*start),
            "end": time(*end),
        })
    });
    json!({
        "scheduleId": address,
        "availabilityView": availability(period, &meetings, interval),
        "scheduleItems": items.collect::<Vec<_>>(),
    })
}

/// A digit for each interval: 0 if it is free, 2 if it is busy.
fn availability(period: &Period, meetings: &[(DateTime, DateTime)], interval: i64) -> String {
    let mut view = String::new();
    let mut start = period.start;
    while start < period.end {
        let end = start.saturating_add(interval.minutes());
        let is_busy = meetings.iter().any(|(from, to)| *from < end && *to > start);
        view.push(if is_busy { '2' } else { '0' });
        start = end;
    }
    view
}

/// `POST /me/findMeetingTimes`: the first hour of the first time slot, if it is long enough.
pub(super) fn find_meeting_times(call: &Call<'_>) -> Result<Success, Failure> {
    let slot = &call.body["timeConstraint"]["timeSlots"][0];
    let times = |name: &str| slot[name]["dateTime"].as_str()?.parse::<DateTime>().ok();
    let suggestions = match (times("start"), times("end")) {
        (Some(start), Some(end)) if is_an_hour(start, end) => vec![json!({
            "confidence": 100.0,
            "organizerAvailability": "free",
            "meetingTimeSlot": {
                "start": slot["start"],
                "end": {
                    "dateTime": format!("{}.0000000", start.saturating_add(1.hour())),
                    "timeZone": slot["start"]["timeZone"],
                },
            },
        })],
        _ => Vec::new(),
    };
    let reason = if suggestions.is_empty() {
        "OrganizerUnavailable"
    } else {
        ""
    };
    Ok(Success::Json(json!({
        "@odata.context": call.context("microsoft.graph.meetingTimeSuggestionsResult"),
        "emptySuggestionsReason": reason,
        "meetingTimeSuggestions": suggestions,
    })))
}

fn is_an_hour(start: DateTime, end: DateTime) -> bool {
    let hours = end.since((Unit::Hour, start));
    hours.is_ok_and(|span| span.get_hours() >= 1)
}
