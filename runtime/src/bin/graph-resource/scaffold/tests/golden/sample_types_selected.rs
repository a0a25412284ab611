use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`directoryObject`](https://learn.microsoft.com/graph/api/resources/directoryobject).
#[graph_resource(path = "/teams/<teamId>/members", collection)]
#[derive(Debug, Deserialize)]
#[allow(
    clippy::large_enum_variant,
    reason = "the variants have the properties of their types"
)]
pub enum DirectoryObject {
    Person(Person),
    Machine(Machine),
    /// An object of another type.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    pub display_name: Option<String>,
}

/// The entity type [`machine`](https://learn.microsoft.com/graph/api/resources/machine).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Machine {
    pub id: String,
}

/// `GET /teams/{id}/members?$select=id,displayName`
pub fn request(team_id: &str) -> List<DirectoryObject> {
    DirectoryObject::list(team_id)
        .select([
            &graph_resource::Field::named("id"),
            &graph_resource::Field::named("displayName"),
        ])
}
