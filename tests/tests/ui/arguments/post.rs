//! Endpoints that are not read.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", method = "POST", post(by_ids = "/users/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
