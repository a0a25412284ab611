//! Placeholders in braces, as the reference writes them.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/{user-id}/messages/{message-id}")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
