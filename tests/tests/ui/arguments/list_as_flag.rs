//! `list` as a flag, where `collection` is meant.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/messages", list)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
