//! A collection that is compared with null.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub tags: Vec<String>,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.tags.is_null();
}
