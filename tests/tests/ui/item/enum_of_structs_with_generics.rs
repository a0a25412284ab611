//! An enum of structs with a type parameter.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource]
#[derive(Deserialize)]
pub enum Member<T> {
    User(User),
    Other(T),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {}
