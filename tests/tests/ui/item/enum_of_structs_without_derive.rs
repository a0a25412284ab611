//! An enum of structs without `Deserialize`.
use graph_resource::graph_resource;

#[graph_resource]
#[derive(serde::Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource]
pub enum Member {
    User(User),
    Unknown(serde_json::Value),
}

fn main() {}
