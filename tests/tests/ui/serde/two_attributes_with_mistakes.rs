//! A mistake in serde's attribute and one in ours: both are reported.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[serde(renamed = "displayName")]
    pub display_name: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
