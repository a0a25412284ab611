use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    path = "/users/<userId>",
    permissions(delegated = "User.Read.All", application = "User.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
    /// The name has the id of the application that added the property, without its hyphens.
    #[serde(rename = "extension_d310d35a8cd04e4d9ef4c9c6c0d5a6f1_costCenter")]
    pub cost_center: Option<String>,
}

pub async fn in_cost_center(client: &Client, cost_center: &str) -> Result<Vec<User>, Error> {
    let f = User::FIELDS;
    User::list()
        .filter(f.cost_center.eq(cost_center))
        .all(client)
        .await
}
