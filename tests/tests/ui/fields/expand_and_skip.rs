//! A field that is both expanded and skipped.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand, skip)]
    pub manager: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
