//! One of our options in serde's attribute.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[serde(expand)]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::FIELDS;
}
