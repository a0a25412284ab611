//! A control character in the path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users\u{7}/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
