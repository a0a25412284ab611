//! An enum of structs that does not foresee others.
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
