//! Names that are only converted when serializing.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all(serialize = "camelCase"))]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
