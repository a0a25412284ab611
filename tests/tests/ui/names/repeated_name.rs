//! Two fields with the same name in the JSON.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[serde(rename = "id")]
    pub key: String,
}

fn main() {
    let _ = User::FIELDS;
}
