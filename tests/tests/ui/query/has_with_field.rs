//! `has` with a field instead of a member.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub role: Option<Role>,
    pub other: Option<Role>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    Guest,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {
    let f = User::FIELDS;
    let _ = f.role.has(f.other);
}
