//! A value for a flag.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users", collection = true)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
