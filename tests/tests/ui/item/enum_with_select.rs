//! An enum of names with `select`.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(closed, select = false)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
}

fn main() {}
