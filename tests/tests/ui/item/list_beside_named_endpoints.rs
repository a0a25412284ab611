//! `list` of a struct that only has named endpoints.
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
