//! An enum that does not foresee growth.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Normal,
    High,
}

fn main() {}
