//! Several mistakes at once.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(pth = "/users", version = "v3", path = "users/<>")]
#[derive(Deserialize)]
pub struct User {
    pub display_name: String,
    #[graph(expnd)]
    pub manager: Option<String>,
}

fn main() {
    let _ = User::FIELDS;
}
