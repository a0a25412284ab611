//! A struct without a path that denies unknown fields.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    pub city: String,
}

fn main() {
    let _ = Address::FIELDS;
}
