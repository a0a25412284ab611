//! Downloads a file from a drive: into a local file that is either complete or absent, with progress, and chunk by
//! chunk.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use serde::Deserialize;

#[graph_resource(
    path = "/me/drive/items/<itemId>",
    content(
        bytes = "/me/drive/items/<itemId>/content",
        at = "/me/drive/root:/<itemPath..>:/content"
    )
)]
#[derive(Debug, Deserialize)]
pub struct DriveItem {
    pub id: String,
    pub name: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let setup = setup().await?;
    // The content is on another host, which gets no token.
    let request = DriveItem::at("Reports/2024/Q3 (final).csv");
    println!("GET {request}");
    let path = std::env::temp_dir().join("q3.csv");
    let progress = |progress: graph_resource::content::Progress| {
        println!("  {} of {:?} bytes", progress.received, progress.total)
    };
    let bytes = request
        .clone()
        .on_progress(progress)
        .save_to(&setup.client, &path)
        .await?;
    println!("saved {bytes} bytes to {}", path.display());

    let mut download = request.send(&setup.client).await?;
    println!(
        "{:?}, {:?} bytes",
        download.content_type(),
        download.length()
    );
    while let Some(chunk) = download.next().await? {
        println!("  a chunk of {} bytes", chunk.len());
    }
    Ok(())
}
