//! A placeholder written with a colon.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/:id/messages")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
