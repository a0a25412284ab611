//! Two variants for unknown names.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    #[serde(untagged)]
    Unknown(String),
    #[serde(untagged)]
    Other(String),
}

fn main() {}
