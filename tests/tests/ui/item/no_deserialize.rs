//! A struct without `Deserialize`.
use graph_resource::graph_resource;

#[graph_resource(path = "/users/<userId>")]
pub struct User {
    pub id: String,
}

fn main() {}
