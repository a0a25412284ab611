//! A variant for other names that serde does not take for one.
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
