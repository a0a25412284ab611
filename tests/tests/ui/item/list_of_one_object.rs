//! `list` of a path that ends in a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/messages")]
#[derive(Deserialize)]
pub struct Message {
    pub city: String,
}

fn main() {
    let _ = Message::list();
}
