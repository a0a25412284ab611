//! A parenthesis that is never closed.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/reports/getUsage(period='<period>'")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
