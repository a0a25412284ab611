//! Several mistakes in one path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "v1.0/users/{id}//messages?$top=5")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
