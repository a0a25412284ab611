//! A number for `expand`, which takes a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand = 5)]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::FIELDS;
}
