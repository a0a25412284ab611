//! A method named like an endpoint.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", get(me = "/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

impl User {
    pub fn me() {}
}

fn main() {}
