//! A delta query in a batch.
use graph_resource::{Client, graph_resource};
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let client = Client::new("token");
    let _ = client.batch((User::get("1"), User::changes()));
}
