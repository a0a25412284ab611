#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Action, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(action(measure = "/people/<peopleId>/measure"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    #[graph(type = "Edm.DateTimeOffset")]
    pub deleted_date_time: Option<String>,
    pub age: Option<i32>,
    pub display_name: Option<String>,
    #[serde(rename = "hasMFA")]
    pub has_mfa: Option<bool>,
    #[graph(type = "Edm.Date")]
    pub hired_on: Option<String>,
    pub home: Option<Place>,
    pub is_active: Option<bool>,
    pub mail: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    pub places: Option<Vec<Place>>,
    pub skills: Option<Vec<String>>,
    #[graph(type = "Edm.Guid")]
    pub tenant_id: Option<String>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// `POST /people/{id}/measure`
///
/// If the action only reads, write `action(idempotent, …)`, and it is retried like a GET.
pub fn request(people_id: &str) -> Action<Person> {
    Person::measure(people_id, &serde_json::json!({}))
}
