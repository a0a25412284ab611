use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct House {
    services: Option<Services>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Services {
    Meals,
    Laundry,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
