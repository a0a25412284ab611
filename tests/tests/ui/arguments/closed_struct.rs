//! `closed` on a struct.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(closed)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
