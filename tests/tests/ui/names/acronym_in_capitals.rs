//! An acronym in capitals.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[allow(non_snake_case)]
pub struct User {
    pub id: String,
    pub userID: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
