//! Endpoints that are not read.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", method = "POST", post(by_ids = "/users/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource(path = "/groups/<groupId>", patch(rename = "/groups/<groupId>"))]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
}

fn main() {}
