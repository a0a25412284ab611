//! `path` without a value.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
