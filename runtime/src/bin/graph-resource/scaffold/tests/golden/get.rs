use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people('<peopleId>')")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub display_name: Option<String>,
    pub home: Option<Place>,
}

/// The complex type [`place`](https://learn.microsoft.com/graph/api/resources/place).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub city: Option<String>,
    pub country_or_region: Option<String>,
}

/// `GET https://graph.microsoft.com/v1.0/people('2f6b1a3e-0000-4000-8000-00805f9b34fb')?$select=id,displayName,home`
pub fn request() -> Get<Person> {
    Person::get("2f6b1a3e-0000-4000-8000-00805f9b34fb")
}
