use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// A link to an object.
#[graph_resource(
    path = "/teams/<teamId>/members/$ref",
    collection,
    select = false,
    schema = false
)]
#[derive(Debug, Deserialize)]
pub struct MemberReference {
    #[serde(rename = "@odata.id")]
    pub odata_id: Option<String>,
}

/// `GET /teams/{team-id}/members/$ref`
pub fn request(team_id: &str) -> List<MemberReference> {
    MemberReference::list(team_id)
}
