//! `in_` with a field instead of a value.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub mail: Option<String>,
    pub city: Option<String>,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.mail.in_([f.city]);
}
