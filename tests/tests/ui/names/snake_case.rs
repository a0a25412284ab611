//! Names in snake case.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

fn main() {}
