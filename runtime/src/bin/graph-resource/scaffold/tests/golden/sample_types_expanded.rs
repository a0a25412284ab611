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
    Team(Team),
    /// An object of another type.
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

/// The entity type [`team`](https://learn.microsoft.com/graph/api/resources/team).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Team {
    pub id: String,
}

/// `GET /teams/{id}/members`
///
/// `$expand` is text: there is no field for `members`.
pub fn request(team_id: &str) -> List<DirectoryObject> {
    DirectoryObject::list(team_id).param("$expand", "members")
}
