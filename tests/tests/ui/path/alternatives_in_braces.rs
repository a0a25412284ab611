//! Two alternative keys in one pair of braces.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/{id | userPrincipalName}/messages")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
