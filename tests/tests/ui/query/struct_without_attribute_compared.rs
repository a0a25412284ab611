//! A comparison with a struct that lacks the attribute.
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
    pub company: Option<Company>,
    #[graph(expand)]
    pub manager: Option<Box<User>>,
}

#[graph_resource]
#[derive(Deserialize)]
pub struct Address {
    pub city: Option<String>,
}

#[graph_resource(path = "/groups/<groupId>")]
#[derive(Deserialize)]
pub struct Group {
    pub id: String,
}

#[derive(Deserialize)]
pub struct Company {
    pub name: Option<String>,
}

fn main() {
    let f = User::FIELDS;
    let _ = f.company.eq("Contoso");
}
