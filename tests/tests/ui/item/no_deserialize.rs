//! A struct that serde cannot read.
use graph_resource::graph_resource;

#[graph_resource(path = "/users/<userId>")]
pub struct User {
    pub id: String,
}

fn main() {}
