//! A batch of a vector.
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

async fn read(client: graph_resource::Client) {
    let _ = client.batch(vec![User::get("1"), User::get("2")]).await;
}

fn main() {}
