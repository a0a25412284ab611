//! The path in the attribute of fields.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[graph(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
