//! A variant for unknown names without `#[serde(untagged)]`.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Unknown(String),
}

fn main() {}
