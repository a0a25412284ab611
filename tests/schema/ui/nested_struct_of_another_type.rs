use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Deserialize)]
struct House {
    address: Option<Alarm>,
    addresses: Vec<Place>,
}

#[graph_resource(type = "microsoft.graph.security.alarm")]
#[derive(Deserialize)]
struct Alarm {
    loud: Option<bool>,
}

#[graph_resource]
#[derive(Deserialize)]
struct Place {
    town: Option<String>,
}

fn main() {}
