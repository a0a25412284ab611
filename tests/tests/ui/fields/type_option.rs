//! An option that belongs to the type.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(path = "/me/manager")]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::FIELDS;
}
