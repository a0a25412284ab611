//! A delta query with a stored link: the changes since this program last ran.
//!
//! The link is kept in a file. With the local service, the example runs three rounds with changes in between.

use std::path::Path;

use graph_resource::types::MaybeSent;
use graph_resource::{Change, Client, DeltaLink, Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::{Reason, sample};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(delta(changes = "/users/delta"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    /// A changed item only has the properties that changed, and a property that was not sent differs from `null`.
    #[serde(default)]
    pub job_title: MaybeSent<String>,
}

async fn sync(client: &Client, file: &Path) -> Result<(), Error> {
    let stored: Option<DeltaLink> = match std::fs::read_to_string(file) {
        Ok(link) => Some(link.parse()?),
        Err(_) => None,
    };
    let title = match stored {
        Some(_) => "changes since the last round",
        None => "all users",
    };
    let query = match stored {
        Some(link) => User::changes().since(link),
        None => User::changes(),
    };
    let round = match query.all(client).await {
        Err(error) => match error.resync() {
            // The link has expired: start again, where the service says.
            Some(resync) => {
                let restart = resync
                    .link
                    .map_or_else(User::changes, |link| User::changes().since(link));
                restart.all(client).await?
            }
            None => return Err(error),
        },
        Ok(round) => round,
    };
    println!("{title}: {}", round.changes.len());
    for change in round.changes.iter().take(3) {
        match change {
            Change::Updated(user) => println!("  {} has {:?}", user.id, user.job_title),
            Change::Removed { id, reason, .. } => println!("  {id} was removed: {reason:?}"),
            other => println!("  {other:?}"),
        }
    }
    std::fs::write(file, round.link.as_str()).ok();
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    let file = std::env::temp_dir().join(format!("sync_users-{}.link", std::process::id()));
    sync(&setup.client, &file).await?;
    if let Some(service) = &setup.service {
        service.change("/users", sample::ME, &json!({"jobTitle": null}));
        service.remove(
            "/users",
            "00000000-0000-4000-8000-000000000002",
            Reason::Deleted,
        );
        sync(&setup.client, &file).await?;
    }
    sync(&setup.client, &file).await?;
    std::fs::remove_file(&file).ok();
    Ok(())
}
