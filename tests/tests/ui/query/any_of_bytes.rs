//! Conditions on the items of bytes, which are one binary value.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/certificates/<certificateId>")]
#[derive(Deserialize)]
struct Certificate {
    id: String,
    #[serde(deserialize_with = "graph_resource::types::deserialize")]
    key: Vec<u8>,
}

fn main() {
    let f = Certificate::FIELDS;
    let _ = f.key.any(|byte| byte.eq(1));
    let _ = f.key.is_empty();
}
