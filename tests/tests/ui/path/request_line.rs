//! A request line copied from the reference.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "GET https://graph.microsoft.com/v1.0/teams/{team-id}")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
