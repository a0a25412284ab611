use std::path::Path;

use graph_resource::{Change, Client, DeltaLink, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    delta(changes = "/users/delta"),
    permissions(delegated = "User.Read.All", application = "User.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

/// The changes since the last call with the same file.
pub async fn sync(client: &Client, file: &Path) -> Result<Vec<Change<User>>, Error> {
    let stored = std::fs::read_to_string(file).ok();
    let query = match stored.map(|link| link.parse::<DeltaLink>()).transpose()? {
        Some(link) => User::changes().since(link),
        None => User::changes(),
    };
    let round = match query.all(client).await {
        // The service no longer knows the link, so start again.
        Err(error) if error.resync().is_some() => User::changes().all(client).await?,
        result => result?,
    };
    // Store the link only after the changes are safe. Without it, the next call reads everything again.
    let _ = std::fs::write(file, round.link.as_str());
    Ok(round.changes)
}
