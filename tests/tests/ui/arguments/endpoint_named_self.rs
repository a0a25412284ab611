//! A method called like a keyword that is never a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(self = "/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
