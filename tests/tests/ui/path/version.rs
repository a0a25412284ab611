//! A version at the start of the path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/beta/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
