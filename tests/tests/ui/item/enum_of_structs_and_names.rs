//! An enum of structs with a variant that is only a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource]
#[derive(Deserialize)]
pub enum Member {
    Nobody,
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
