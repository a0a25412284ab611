//! An action without the name of its method.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(action("/directoryObjects/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {}
