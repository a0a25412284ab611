//! A struct that denies unknown fields.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
