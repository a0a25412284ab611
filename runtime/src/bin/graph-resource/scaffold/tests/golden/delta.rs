use graph_resource::{Delta, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(delta(changes = "/people/delta"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
    #[graph(unchecked)]
    pub manager: Option<serde_json::Value>,
}

/// `GET /people/delta?$select=displayName,manager`
pub fn request() -> Delta<Person> {
    Person::changes()
}
