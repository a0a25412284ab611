//! `expand` on a flattened field.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand)]
    #[serde(flatten)]
    pub rest: std::collections::HashMap<String, serde_json::Value>,
}

fn main() {
    let _ = User::FIELDS;
}
