//! A name that is empty.
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
