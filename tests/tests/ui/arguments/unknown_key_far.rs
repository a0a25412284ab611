//! A key that is none.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(endpoint = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
