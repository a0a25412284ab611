//! An enum of structs with the attribute after serde's derive, and before one with a similar name.
use graph_resource::graph_resource;
use serde::Deserialize;
use serde::Serialize as De;

#[graph_resource]
#[derive(Deserialize, De)]
pub struct User {
    pub id: String,
}

#[derive(Deserialize)]
#[graph_resource]
#[derive(De)]
pub enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
