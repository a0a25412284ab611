//! A property that is also in a flattened struct.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct Base {
    id: Option<String>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    id: String,
    #[serde(flatten)]
    base: Base,
}

fn main() {}
