use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person?view=graph-rest-beta).
#[graph_resource(path = "/me", version = "beta")]
#[derive(Debug, Deserialize)]
pub struct Person {
    #[serde(rename = "hasMFA")]
    pub has_mfa: Option<bool>,
    #[serde(rename = "extension_0123_costCenter")]
    pub extension_0123_cost_center: Option<serde_json::Value>,
}

/// `GET https://graph.microsoft.com/beta/me?$select=hasMFA,extension_0123_costCenter`
pub fn request() -> Get<Person> {
    Person::get()
}
