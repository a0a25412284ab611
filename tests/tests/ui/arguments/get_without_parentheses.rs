//! `get` with a path instead of endpoints in parentheses.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get = "/me")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
