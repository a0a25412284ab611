//! `expand` on an annotation.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
    #[graph(expand)]
    #[serde(rename = "members@odata.count")]
    pub count: Option<u64>,
}

fn main() {
    let _ = User::FIELDS;
}
