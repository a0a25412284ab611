//! A closing parenthesis that was never opened.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/reports/getUsage)")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
