//! A file path in braces.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/drives/{drive-id}/root:/{item-path}:/children")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
