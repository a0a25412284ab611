//! A field that resembles none, of a struct and of an enum of structs.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

#[graph_resource(path = "/groups/<groupId>/members", collection)]
#[derive(Deserialize)]
pub enum Member {
    User(User),
    #[serde(untagged)]
    Unknown(serde_json::Value),
}

fn main() {
    let _ = User::list().filter(User::FIELDS.department.eq("Sales"));
    let _ = Member::list("1").filter(Member::FIELDS.department.eq("Sales"));
}
