use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The value that `displayName` leads to.
#[graph_resource(
    path = "/people/<peopleId>/displayName",
    select = false,
    schema = false
)]
#[derive(Debug, Deserialize)]
pub struct DisplayName {
    pub value: Option<String>,
}

/// `GET /people/{id}/displayName`
pub fn request(people_id: &str) -> Get<DisplayName> {
    DisplayName::get(people_id)
}
