//! The list of a path that ends in a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/messages", list)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
