//! An address that is about to be written: its method is there.
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
