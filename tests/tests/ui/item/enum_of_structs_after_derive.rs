//! An enum of structs with the attribute after the derive.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[derive(Deserialize)]
#[graph_resource]
pub enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
