//! A struct with nothing to ask for.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {}

fn main() {}
