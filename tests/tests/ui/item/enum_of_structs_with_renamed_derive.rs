//! An enum of structs with serde's derive under a name that does not tell.
use graph_resource::graph_resource;
use serde::Deserialize as FromJson;

#[graph_resource]
#[derive(FromJson)]
pub struct User {
    pub id: String,
}

#[graph_resource]
#[derive(FromJson)]
pub enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
