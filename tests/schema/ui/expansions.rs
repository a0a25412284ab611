use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct House {
    owner: Option<Person>,
    #[graph(expand)]
    name: Option<String>,
    #[graph(expand)]
    guests: Option<Person>,
}

#[graph_resource]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    display_name: Option<String>,
}

fn main() {}
