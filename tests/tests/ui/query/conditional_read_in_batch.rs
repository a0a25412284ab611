//! A conditional read in a batch.
use graph_resource::{Client, graph_resource};
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let client = Client::new("token");
    let _ = client.batch_all([User::get("1").if_none_match("\"etag\"")]);
}
