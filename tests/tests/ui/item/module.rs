//! The attribute on a module.
use graph_resource::graph_resource;

#[graph_resource(path = "/users/<userId>")]
pub mod user {}

fn main() {}
