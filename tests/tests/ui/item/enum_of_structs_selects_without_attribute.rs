//! `select = true` on an enum with a struct whose properties are not known.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct User {
    id: String,
}

#[derive(Deserialize)]
struct Device {
    id: String,
}

#[graph_resource(path = "/groups/<groupId>/members", collection, select = true)]
#[derive(Deserialize)]
enum Member {
    User(User),
    #[serde(rename = "microsoft.graph.device")]
    Device(Device),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
