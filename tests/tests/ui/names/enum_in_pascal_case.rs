//! Names of an enum that serde was not told to convert.
#![deny(deprecated)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub enum Sensitivity {
    Normal,
    Private,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
