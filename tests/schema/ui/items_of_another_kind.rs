use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct House {
    weather: Option<PostalAddress>,
    address: Option<Weather>,
    is_open: Option<PostalAddress>,
    visitors: Option<Weather>,
}

#[graph_resource]
#[derive(Deserialize)]
struct PostalAddress {
    city: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Weather {
    Sunny,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {}
