//! A quote that is never closed.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users('<upn>)")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
