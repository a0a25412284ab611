use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    get(of_me = "/me/presence", of = "/users/<userId>/presence"),
    select = false,
    permissions(delegated = "Presence.Read.All", application = "Presence.Read.All")
)]
#[derive(Debug, Deserialize)]
pub struct Presence {
    pub id: String,
    pub availability: Option<String>,
    pub activity: Option<String>,
}

/// The presences of several users, in the order of their ids.
pub async fn presences(client: &Client, users: &[&str]) -> Result<Vec<Presence>, Error> {
    let presences = client.batch_all(users.iter().map(Presence::of)).await?;
    presences.into_iter().collect()
}
