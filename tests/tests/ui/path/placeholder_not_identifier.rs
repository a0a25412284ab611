//! A placeholder whose name is not an identifier.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<user-id>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
