//! A delta query with a stored link: what has changed since this program ran last.
//!
//! The link is kept in a file. Against the local service three rounds are played one after the other, with changes between.

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
    /// An item that has changed comes with what has changed: not sent is something else than `null`.
    #[serde(default)]
    pub job_title: MaybeSent<String>,
}

async fn sync(client: &Client, file: &Path) -> Result<(), Error> {
    let stored = std::fs::read_to_string(file).ok().map(DeltaLink::new);
    println!(
        "{}",
        if stored.is_some() {
            "what has changed:"
        } else {
            "everything there is:"
        }
    );
    let query = match stored {
        Some(link) => User::changes().since(link),
        None => User::changes(),
    };
    let round = match query.all(client).await {
        // Too old a link: begin again, from where the service says.
        Err(error) if error.resync().is_some() => User::changes().all(client).await?,
        other => other?,
    };
    println!("  {} changes", round.changes.len());
    for change in round.changes.iter().take(3) {
        match change {
            Change::Updated(user) => println!("  {} has {:?}", user.id, user.job_title),
            Change::Removed { id, reason } => println!("  {id} is gone: {reason:?}"),
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
