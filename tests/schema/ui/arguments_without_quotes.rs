use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(get(free = "/houses/<houseId>/freeRooms(day=<day>,kind=<kind>)"))]
#[derive(Deserialize)]
struct Rooms {
    value: Vec<String>,
}

fn main() {}
