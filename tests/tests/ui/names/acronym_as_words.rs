//! An acronym whose letters are words, so that camel case makes capitals of them.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub web_u_r_l: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
