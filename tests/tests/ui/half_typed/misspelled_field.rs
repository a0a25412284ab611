//! A mistake in the path, and a misspelled field elsewhere: both are reported.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS.idd;
}
