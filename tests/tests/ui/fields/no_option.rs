//! `#[graph]` without an option.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::FIELDS;
}
