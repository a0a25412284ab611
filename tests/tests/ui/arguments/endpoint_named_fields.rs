//! An endpoint named like the constant `FIELDS`.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(FIELDS = "/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
