//! Placeholders in braces: the methods take their arguments.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/{user-id}/messages/{message-id}")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::get("1", "2");
    let _ = User::list("1");
}
