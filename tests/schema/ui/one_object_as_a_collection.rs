use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/house", collection)]
#[derive(Deserialize)]
struct House {
    id: String,
}

fn main() {}
