//! `collection` without a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(collection)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
