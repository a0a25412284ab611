//! A `..` segment.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/../groups/<groupId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
