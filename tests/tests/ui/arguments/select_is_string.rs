//! A value of the wrong type.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", select = "no")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
