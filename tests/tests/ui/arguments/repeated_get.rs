//! `get(…)` given twice.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(me = "/me"), get(manager = "/me/manager"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
