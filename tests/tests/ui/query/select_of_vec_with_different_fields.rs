//! Different fields in a `Vec`.
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

fn main() {
    let f = User::FIELDS;
    let _ = User::list().select_each(vec![f.id, f.age]);
}
