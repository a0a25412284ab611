use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/close")]
#[derive(Deserialize)]
struct House {
    id: String,
}

fn main() {}
