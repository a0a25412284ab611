//! The internal derive, which the compiler suggests for `#[graph(…)]` on a type.
use graph_resource::GraphResource;
use serde::Deserialize;

#[derive(Deserialize, GraphResource)]
#[graph(path = "/users/<userId>")]
pub struct User {
    pub id: String,
}

fn main() {}
