//! An enum of names with a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/importance")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
