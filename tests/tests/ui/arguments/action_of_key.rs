//! An action whose path ends in a key.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", action(user = "/users/<userId>"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
