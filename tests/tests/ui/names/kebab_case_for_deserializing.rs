//! Names in kebab case when deserializing.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all(deserialize = "kebab-case", serialize = "camelCase"))]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
