//! An enum with only some of its names converted.
#![deny(deprecated)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub enum Status {
    #[serde(rename = "UnknownFutureValue")]
    UnknownFutureValue,
    InProgress,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
