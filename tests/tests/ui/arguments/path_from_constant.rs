//! A constant as the path.
use graph_resource::graph_resource;
use serde::Deserialize;

const USERS: &str = "/users/<userId>";

#[graph_resource(path = USERS)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = (User::FIELDS, USERS);
}
