use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Weather {
    Suny,
    #[serde(rename = "Rainy")]
    Rainy,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
