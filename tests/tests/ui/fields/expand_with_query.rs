//! Options of an expansion on the field, as a query string.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand = "manager($select=id)")]
    pub manager: Option<Box<User>>,
}

fn main() {
    let _ = User::FIELDS;
}
