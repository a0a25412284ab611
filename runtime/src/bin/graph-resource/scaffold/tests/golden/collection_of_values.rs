use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The value that `skills` leads to.
#[graph_resource(path = "/people/<peopleId>/skills", select = false, schema = false)]
#[derive(Debug, Deserialize)]
pub struct Skills {
    #[serde(default)]
    pub value: Vec<String>,
    #[serde(rename = "@odata.nextLink")]
    pub next_link: Option<String>,
}

/// `GET /people/{id}/skills`
pub fn request(people_id: &str) -> Get<Skills> {
    Skills::get(people_id)
}
