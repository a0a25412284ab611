//! An endpoint that is being typed: its method exists.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", get(me = ))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::get("1");
    let _ = User::me("1");
}
