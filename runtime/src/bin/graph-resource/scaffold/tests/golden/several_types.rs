use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`directoryObject`](https://learn.microsoft.com/graph/api/resources/directoryobject).
#[graph_resource(path = "/teams/<teamId>/members", collection)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DirectoryObject {
    pub id: String,
    pub display_name: Option<String>,
}

/// `GET /teams/{id}/members?$select=id,displayName`
pub fn request(team_id: &str) -> List<DirectoryObject> {
    DirectoryObject::list(team_id)
}
