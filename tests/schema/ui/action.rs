use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/close")]
#[derive(Deserialize)]
struct House {
    id: String,
}

#[graph_resource(
    list(guests = "/houses/<houseId>/findGuests"),
    action(
        ids = "/houses/<houseId>/getGuestIds",
        all = "/people",
        changes = "/houses/delta"
    )
)]
#[derive(Deserialize)]
struct Person {
    id: String,
}

fn main() {}
