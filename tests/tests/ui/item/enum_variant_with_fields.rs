//! A variant with several fields in an enum of names.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Between(u8, u8),
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
