#![deny(warnings)]

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct House {
    name: String,
}

/// Warnings are silenced where the program knows better.
#[graph_resource(type = "microsoft.graph.house")]
#[derive(Deserialize)]
struct Named {
    #[allow(deprecated)]
    name: String,
}

fn main() {}
