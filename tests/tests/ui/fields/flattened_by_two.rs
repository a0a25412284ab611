//! A property of two flattened structs.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct Base {
    id: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
struct Named {
    #[serde(flatten)]
    base: Base,
    name: Option<String>,
}

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
struct User {
    #[serde(flatten)]
    named: Named,
    #[serde(flatten)]
    base: Base,
}

fn main() {}
