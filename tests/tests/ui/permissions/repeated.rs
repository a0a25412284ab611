//! The same permission twice.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", permissions(application = ["User.Read.All", "Directory.Read.All", "User.Read.All"]))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
    let _ = User::PERMISSIONS;
}
