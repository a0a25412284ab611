//! A macro where a text is meant.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = concat!("/users", "/<userId>"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
