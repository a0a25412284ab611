use std::path::Path;

use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    content(file_at = "/me/drive/root:/<itemPath..>:/content"),
    permissions(delegated = "Files.Read", application = "Files.Read.All")
)]
#[derive(Deserialize)]
pub struct DriveItem {}

/// Saves a file, and returns its length.
pub async fn save(client: &Client, path: &str, target: &Path) -> Result<u64, Error> {
    DriveItem::file_at(path).save_to(client, target).await
}

/// Reads the first bytes of a file.
pub async fn beginning(client: &Client, path: &str) -> Result<Vec<u8>, Error> {
    let bytes = DriveItem::file_at(path).range(0..16).bytes(client).await?;
    Ok(bytes.to_vec())
}
