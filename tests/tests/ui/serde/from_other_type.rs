//! A struct that serde deserializes from another type.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(from = "Raw")]
pub struct User {
    pub id: String,
}

#[derive(Deserialize)]
pub struct Raw {
    pub id: String,
}

impl From<Raw> for User {
    fn from(raw: Raw) -> Self {
        User { id: raw.id }
    }
}

fn main() {
    let _ = User::FIELDS;
}
