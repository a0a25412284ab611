//! A full URL instead of a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "https://graph.microsoft.com/v1.0/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
