//! An endpoint without a name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get("/me"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
