//! A closed enum with a variant for unknown names.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(closed)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
