use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Only the query needs it: `$select` does not name it.
    pub display_name: Option<String>,
}

/// `GET /people/$count?$filter=startswith(displayName,'A')`
pub fn request() -> Get<u64> {
    let f = Person::FIELDS;
    Person::list().filter(f.display_name.starts_with("A")).count_request()
}
