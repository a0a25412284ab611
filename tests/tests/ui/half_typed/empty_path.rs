//! A path that is being started: the methods exist.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS.id;
    let _ = User::get("1");
    let _ = User::list();
}
