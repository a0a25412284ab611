use graph_resource::{Client, Error, graph_resource};
use serde::Deserialize;

#[graph_resource(
    get(at = "/me/drive/root:/<itemPath..>"),
    list(children_of = "/me/drive/root:/<itemPath..>:/children"),
    permissions(delegated = "Files.Read", application = "Files.Read.All")
)]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItem {
    pub id: String,
    pub name: Option<String>,
    pub size: Option<i64>,
    /// Only folders have it.
    pub folder: Option<Folder>,
}

#[graph_resource]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Folder {
    pub child_count: Option<i32>,
}

/// What is in a folder such as `Reports/2024`. `""` is the root of the drive.
pub async fn children(client: &Client, folder: &str) -> Result<Vec<DriveItem>, Error> {
    let f = DriveItem::FIELDS;
    let children = DriveItem::children_of(folder).order_by(f.name.asc());
    children.all(client).await
}

/// The folder or file itself, if it exists.
pub async fn item(client: &Client, path: &str) -> Result<Option<DriveItem>, Error> {
    DriveItem::at(path).send_opt(client).await
}
