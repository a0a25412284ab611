//! Two placeholders written with colons.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/:user-id/messages/:messageId")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
