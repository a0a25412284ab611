//! A struct that borrows: its fields and methods exist.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User<'a> {
    pub id: &'a str,
}

fn main() {
    let _ = User::FIELDS.id;
    let _ = User::get("1");
}
