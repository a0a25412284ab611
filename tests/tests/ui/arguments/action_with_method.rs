//! The method of an action in its path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(action(by_ids = "POST /directoryObjects/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
