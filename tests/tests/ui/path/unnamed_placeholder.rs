//! A placeholder without a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
