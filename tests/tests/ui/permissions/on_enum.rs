//! Permissions of an enum of member names.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(permissions(delegated = "User.Read"))]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    Member,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {
}
