//! Navigation properties that are not expanded, to one object and to a collection.
#![deny(deprecated)]
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub manager: Option<Box<User>>,
    pub member_of: Option<Vec<Group>>,
    pub address: Option<Address>,
    pub settings: Settings,
    #[graph(skip)]
    pub sponsor: Option<Box<User>>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Address {
    pub city: Option<String>,
}

#[graph_resource(path = "/users/<userId>/mailboxSettings")]
#[derive(Deserialize)]
pub struct Settings {
    pub language: Option<String>,
}

fn main() {}
