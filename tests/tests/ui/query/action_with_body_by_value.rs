//! A body that is not a reference, and one that cannot be serialized.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(action(by_ids = "/directoryObjects/getByIds"))]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

struct Ids {
    ids: Vec<String>,
}

fn request(ids: Vec<String>) {
    let _ = User::by_ids(vec!["1"]);
    let _ = User::by_ids(&Ids { ids });
}

fn main() {}
