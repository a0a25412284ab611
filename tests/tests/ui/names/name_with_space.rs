//! A name with a space.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[serde(rename = "display name")]
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
