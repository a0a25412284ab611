//! A scope of the sign-in.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>", permissions(delegated = ["openid", "User.Read"]))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
    let _ = User::PERMISSIONS;
}
