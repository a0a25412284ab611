use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct House {
    name: Option<bool>,
    is_open: Option<String>,
    visitors: Option<i32>,
    area: Option<i32>,
    plan: Option<Vec<u8>>,
    tags: Option<String>,
    weather: Option<i32>,
    address: Option<String>,
}

fn main() {}
