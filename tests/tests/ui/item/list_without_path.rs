//! `list` of a struct without a path.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
pub struct Address {
    pub city: String,
}

fn main() {
    let _ = Address::list();
}
