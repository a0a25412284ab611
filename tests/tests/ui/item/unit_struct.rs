//! The attribute on a unit struct.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User;

fn main() {
    let _ = User::FIELDS;
}
