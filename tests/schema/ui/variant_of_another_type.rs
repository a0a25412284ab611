use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/houses/<houseId>/reservations")]
#[derive(Deserialize)]
enum Booking {
    Person(Person),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

#[graph_resource]
#[derive(Deserialize)]
struct Person {
    id: String,
}

fn main() {}
