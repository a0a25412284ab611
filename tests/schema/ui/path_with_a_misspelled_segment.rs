use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/reservatons")]
#[derive(Deserialize)]
struct Reservation {
    id: String,
}

fn main() {}
