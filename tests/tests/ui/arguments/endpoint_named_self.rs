//! An endpoint named by a keyword that cannot be a raw identifier.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(self = "/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
