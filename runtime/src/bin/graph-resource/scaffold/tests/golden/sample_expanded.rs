use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/me")]
#[derive(Debug, Deserialize)]
pub struct Person {
    pub id: String,
    #[graph(expand)]
    pub manager: Option<DirectoryObject>,
}

/// The entity type [`directoryObject`](https://learn.microsoft.com/graph/api/resources/directoryobject).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[allow(
    clippy::large_enum_variant,
    reason = "the variants have the properties of their types"
)]
pub enum DirectoryObject {
    Person(GraphPerson),
    /// An object of another type.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(type = "microsoft.graph.person")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphPerson {
    pub id: String,
    pub display_name: Option<String>,
}

/// `GET /me`
pub fn request() -> Get<Person> {
    Person::get()
}
