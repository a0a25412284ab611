//! An endpoint named by a keyword.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(type = "/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
