//! A percent sign without hexadecimal digits after it.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/search(q='50%')")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
