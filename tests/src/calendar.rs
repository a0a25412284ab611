//! Calendars: the window of a calendar view, and the time zone of the times in a response.

use axum::http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::collection::Request;
use crate::data::{Node, Store};
use crate::failure::Failure;
use crate::routing::{Collection, Target};
use crate::time_zones;

const EVENT: &str = "microsoft.graph.event";

/// Keeps the events of a calendar view that overlap the window of the request.
pub(crate) fn in_window<'a>(
    request: &Request<'_>,
    mut collection: Collection<'a>,
) -> Result<Collection<'a>, Failure> {
    let set = collection.set.as_deref().unwrap_or_default();
    if !set.ends_with("/calendarView") {
        return Ok(collection);
    }
    let start = bound(request, "startDateTime")?;
    let end = bound(request, "endDateTime")?;
    if end < start {
        return Err(invalid("The end of the time window is before its start."));
    }
    collection.nodes.retain(|event| {
        let begins = instant(event, "start").is_some_and(|time| time < end);
        begins && instant(event, "end").is_some_and(|time| time > start)
    });
    Ok(collection)
}

/// A bound of the window. Without an offset it is in UTC.
fn bound(request: &Request<'_>, name: &str) -> Result<Timestamp, Failure> {
    let options = request.line.options.iter();
    let value = options
        .into_iter()
        .find(|(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str());
    let Some(value) = value else {
        return Err(invalid(
            "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.",
        ));
    };
    let time = value.parse().ok().or_else(|| utc(value));
    time.ok_or_else(|| {
        invalid(&format!(
            "The value '{value}' of parameter '{name}' is invalid."
        ))
    })
}

fn instant(event: &Node<'_>, end: &str) -> Option<Timestamp> {
    utc(event.value[end]["dateTime"].as_str()?)
}

fn utc(text: &str) -> Option<Timestamp> {
    let time: DateTime = text.parse().ok()?;
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn invalid(message: &str) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "ErrorInvalidParameter", message)
}

/// The time zone that a request for events prefers, with its name as written.
pub(crate) fn preferred_time_zone(
    headers: &HeaderMap,
    store: &Store,
    target: &Target<'_>,
) -> Result<Option<(String, TimeZone)>, Failure> {
    let kinds = match target {
        Target::Collection(collection) => &collection.kinds,
        Target::Entity(entity) => &entity.kinds,
        _ => return Ok(None),
    };
    if !kinds.iter().any(|kind| store.kind_is_of_type(kind, EVENT)) {
        return Ok(None);
    }
    let Some(name) = preference(headers) else {
        return Ok(None);
    };
    match time_zones::find(&name) {
        Some(zone) => Ok(Some((name, zone))),
        None => Err(Failure::new(
            StatusCode::BAD_REQUEST,
            "TimeZoneNotSupportedException",
            format!(
                "A valid TimeZone value must be specified. The following TimeZone value is not supported: {name}."
            ),
        )),
    }
}

fn preference(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all("prefer").iter();
    let mut preferences = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|preference| preference.trim().split_once('='));
    let (_, name) = preferences.find(|(name, _)| name.eq_ignore_ascii_case("outlook.timezone"))?;
    Some(name.trim_matches('"').to_owned())
}

/// Converts all times of a body, which are in UTC.
pub(crate) fn convert(body: &mut Value, name: &str, zone: &TimeZone) {
    match body {
        Value::Object(members) => match local(members.get("dateTime"), zone) {
            Some(time) if members.get("timeZone").is_some_and(|zone| zone == "UTC") => {
                members.insert("dateTime".to_owned(), json!(time));
                members.insert("timeZone".to_owned(), json!(name));
            }
            _ => members
                .values_mut()
                .for_each(|value| convert(value, name, zone)),
        },
        Value::Array(items) => items.iter_mut().for_each(|item| convert(item, name, zone)),
        _ => {}
    }
}

fn local(time: Option<&Value>, zone: &TimeZone) -> Option<String> {
    let time = zone.to_datetime(utc(time?.as_str()?)?);
    Some(time.strftime("%Y-%m-%dT%H:%M:%S.0000000").to_string())
}
