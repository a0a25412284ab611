//! A misspelled flag, which the path contradicts.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", colection)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource(path = "/groups", colection)]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
}

fn main() {
    println!("{} {} {}", User::get("1"), User::list(), Group::list());
}
