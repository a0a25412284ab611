//! An enum of which every variant has fields of its own.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Deserialize)]
pub enum Member {
    User { id: String, mail: Option<String> },
    Device { id: String },
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {
    let _ = Member::list("1");
}
