//! `list(…)` without any endpoint.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(list())]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
