use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/reservations")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Reservation {
    id: String,
    group_nmae: Option<String>,
}

fn main() {}
