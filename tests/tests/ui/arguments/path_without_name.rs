//! The path without `path =`.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource("/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
