//! An enum of structs whose derive has run before the attribute.
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
