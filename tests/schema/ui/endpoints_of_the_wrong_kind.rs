use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(
    get(reservations_of = "/houses/<houseId>/reservations"),
    list(owner_of = "/houses/<houseId>/reservations/<reservationId>/microsoft.graph.groupReservation"),
    content(everything = "/houses")
)]
#[derive(Deserialize)]
struct Reservation {
    id: String,
}

fn main() {}
