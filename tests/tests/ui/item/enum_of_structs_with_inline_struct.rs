//! A variant with fields of its own in an enum of structs.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub struct Device {
    pub id: String,
}

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Deserialize)]
pub enum Member {
    User { id: String, mail: Option<String> },
    Device(Device),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {
    let _ = Member::list("1");
}
