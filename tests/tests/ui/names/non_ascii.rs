//! A name that serde cannot convert to camel case, because it is not ASCII.
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
