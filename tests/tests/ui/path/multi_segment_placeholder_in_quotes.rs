//! A placeholder for several segments, in quotes.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/drive/search(q='<text..>')")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
