//! Several mistakes in the permissions.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    permissions(
        delegate = ["User.Read", "User.Read", ""],
        roles = "User.Read",
        personal = "Not supported.",
        application = "User.Read.All, Directory.Read.All",
    )
)]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
    let _ = User::PERMISSIONS;
}
