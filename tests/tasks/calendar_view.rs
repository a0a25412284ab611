use chrono::NaiveDateTime;
use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/me/calendarView",
    collection,
    permissions(delegated = "Calendars.Read", application = "Calendars.Read")
)]
#[derive(Debug, Deserialize)]
pub struct Event {
    pub subject: Option<String>,
    pub start: Option<DateTimeTimeZone>,
    pub end: Option<DateTimeTimeZone>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DateTimeTimeZone {
    pub date_time: NaiveDateTime,
    pub time_zone: Option<String>,
}

pub async fn two_weeks(client: &Client, time_zone: &str) -> Result<Vec<Event>, Error> {
    let f = Event::FIELDS;
    Event::list()
        .param("startDateTime", "2024-03-25T00:00:00+01:00")
        .param("endDateTime", "2024-04-08T00:00:00+02:00")
        .prefer(format!("outlook.timezone=\"{time_zone}\""))
        .order_by(f.start.date_time.asc())
        .all(client)
        .await
}
