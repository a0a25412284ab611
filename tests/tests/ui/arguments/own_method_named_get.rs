//! A method `get` beside the one that `path` generates.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

impl User {
    pub fn get() {}
}

fn main() {
    let _ = User::FIELDS;
}
