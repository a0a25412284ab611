//! The attribute on a function.
use graph_resource::graph_resource;

#[graph_resource(path = "/users/<userId>")]
fn user() {}

fn main() {}
