//! `list` of a struct whose addresses have names.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(first = "/me/messages/first"))]
#[derive(Deserialize)]
pub struct Message {
    pub city: String,
}

fn main() {
    let _ = Message::list();
}
