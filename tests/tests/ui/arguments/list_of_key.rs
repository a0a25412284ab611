//! A collection whose path ends in a key.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(list(member = "/groups/<groupId>/members/<memberId>", any = "/<id>"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
