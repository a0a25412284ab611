//! Downloads a file from a drive: into a local file that is either complete or absent, with progress, and chunk by
//! chunk.

use graph_resource::{Error, graph_resource};
use graph_resource_examples::setup;
use graph_resource_tests::{Canned, Service};
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
    // The content is on another host, which gets no token: here, a second local service.
    let host = Service::start().await;
    if let Some(service) = &setup.service {
        let blob = Canned::new(200, "text/plain", "the quarter's figures\n".repeat(2000))
            .header("ETag", "\"7\"");
        host.respond_with("/v1.0/blobs/7", blob.public());
        let redirect = Canned::new(302, "text/plain", "")
            .header("Location", &format!("{}/v1.0/blobs/7", host.base_url()));
        service.respond_with(
            "/v1.0/me/drive/root:/Reports/Q3%20(final).txt:/content",
            redirect,
        );
    }

    let request = DriveItem::at("Reports/Q3 (final).txt");
    println!("GET {request}");
    let path = std::env::temp_dir().join("q3.txt");
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
