//! A number as an argument.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(5)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
