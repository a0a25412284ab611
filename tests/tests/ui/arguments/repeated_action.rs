//! Two `action`s.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(action(a = "/users/getByIds"), action(idempotent, b = "/groups/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
