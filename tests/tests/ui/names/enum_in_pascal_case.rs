//! Names of an enum in Pascal case.
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
