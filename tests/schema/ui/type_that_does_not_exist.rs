use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(type = "microsoft.graph.hause")]
#[derive(Deserialize)]
struct House {
    id: String,
}

#[graph_resource(path = "/me/house", type = "microsoft.graph.person")]
#[derive(Deserialize)]
struct Home {
    id: String,
}

fn main() {}
