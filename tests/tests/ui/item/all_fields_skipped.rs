//! A struct whose fields are all skipped.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    #[graph(skip)]
    pub id: String,
}

fn main() {}
