use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Debug, Deserialize)]
pub enum Member {
    User(User),
    #[serde(rename = "#microsoft.graph.group")]
    Other(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}
