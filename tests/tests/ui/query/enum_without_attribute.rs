//! A comparison with an enum that lacks the attribute.
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
    pub user_type: Option<UserType>,
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
#[serde(rename_all = "camelCase")]
pub enum UserType {
    Member,
    Guest,
    #[serde(untagged)]
    Unknown(String),
}

fn main() {
    let f = User::FIELDS;
    let _ = f.user_type.eq(UserType::Guest);
}
