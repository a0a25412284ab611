//! A placeholder for several segments with no slash after it.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/drive/root:/<path..>children")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
