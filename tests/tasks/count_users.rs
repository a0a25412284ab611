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
    pub user_type: Option<String>,
    pub account_enabled: Option<bool>,
}

/// The number of guests who can sign in. No user is transferred.
pub async fn active_guests(client: &Client) -> Result<u64, Error> {
    let f = User::FIELDS;
    let guests = f.user_type.eq("Guest").and(f.account_enabled.eq(true));
    User::list().filter(guests).count(client).await
}
