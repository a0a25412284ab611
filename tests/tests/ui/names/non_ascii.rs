//! A name that serde can make no camel case of, and says so by a panic.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub ärger: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
