//! A flattened struct without the attribute.
#![deny(deprecated)]

use graph_resource::graph_resource;
use serde::Deserialize;

#[derive(Deserialize)]
struct Base {
    id: String,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    #[serde(flatten)]
    base: Base,
    mail: Option<String>,
}

fn main() {}
