//! A struct that borrows.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User<'a> {
    pub id: &'a str,
}

fn main() {}
