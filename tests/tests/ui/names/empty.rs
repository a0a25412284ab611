//! An empty name.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[serde(rename = "")]
    pub mail: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
