//! A placeholder that is only part of a segment.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/u<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
