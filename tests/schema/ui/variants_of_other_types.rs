use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/reservations")]
#[derive(Deserialize)]
enum Booking {
    #[serde(rename = "#microsoft.graph.groupReservatoin")]
    Group(Group),
    #[serde(rename = "#microsoft.graph.person")]
    Person(Person),
    Other(Person),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[graph_resource(type = "microsoft.graph.groupReservation")]
#[derive(Deserialize)]
struct Group {
    id: String,
}

#[graph_resource]
#[derive(Deserialize)]
struct Person {
    id: String,
}

fn main() {}
