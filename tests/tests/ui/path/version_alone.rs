//! A version without a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/beta")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
