//! Bytes in a batch.
use graph_resource::{Client, graph_resource};
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", content(photo = "/users/<userId>/photo/$value"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let client = Client::new("token");
    let _ = client.batch((User::get("1"), User::photo("1")));
}
