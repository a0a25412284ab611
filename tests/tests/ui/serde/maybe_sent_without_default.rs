//! A `MaybeSent` without `#[serde(default)]`.
use graph_resource::delta::RelationChange;
use graph_resource::graph_resource;
use graph_resource::types::MaybeSent;
use serde::Deserialize;

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    pub id: String,
    pub display_name: MaybeSent<String>,
    #[serde(rename = "members@delta")]
    pub members: graph_resource::types::MaybeSent<Vec<RelationChange>>,
    #[serde(default)]
    pub mail: MaybeSent<String>,
    #[serde(skip)]
    pub note: MaybeSent<String>,
}

fn main() {
    let _ = Group::FIELDS;
}
