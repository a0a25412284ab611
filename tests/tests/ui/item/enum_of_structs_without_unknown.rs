//! An enum of structs without a variant for unknown types.
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
    User(User),
}

fn main() {}
