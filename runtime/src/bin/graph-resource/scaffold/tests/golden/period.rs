#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`event`](https://learn.microsoft.com/graph/api/resources/event).
#[graph_resource(path = "/people/<peopleId>/calendarView", collection)]
#[derive(Debug, Deserialize)]
pub struct Event {
    pub subject: Option<String>,
}

/// `GET /people/{id}/calendarView?endDateTime={end}&$select=subject`
pub fn request(people_id: &str, end: &str, start_date_time: &str) -> List<Event> {
    Event::list(people_id)
        .param("endDateTime", end)
        .param("startDateTime", start_date_time)
}
