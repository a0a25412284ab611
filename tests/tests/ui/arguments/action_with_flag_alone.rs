//! `idempotent` without an action.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", action(idempotent))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
