//! A closure of `any` that returns a filter on another entity.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    pub age: Option<i64>,
    pub account_enabled: Option<bool>,
    pub address: Option<Address>,
    pub plans: Vec<Plan>,
    #[graph(expand)]
    pub manager: Option<Box<User>>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Address {
    pub city: Option<String>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Plan {
    pub name: String,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.plans.any(|_| Group::FIELDS.id.eq("1"));
}
