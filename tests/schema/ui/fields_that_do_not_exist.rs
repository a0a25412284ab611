use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct House {
    id: String,
    nmae: Option<String>,
    isopen: Option<bool>,
    garden: Option<bool>,
}

fn main() {}
