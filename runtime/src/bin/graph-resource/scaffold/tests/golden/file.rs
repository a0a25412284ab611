use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`driveItem`](https://learn.microsoft.com/graph/api/resources/driveitem).
#[graph_resource(
    path = "/me/drive/root:/<itemPath..>",
    content(content = "/me/drive/root:/<itemPath..>:/content")
)]
#[derive(Debug, Deserialize)]
pub struct DriveItem {
    pub id: String,
    pub name: Option<String>,
    pub scopes: Option<graph_resource::types::Flags<Scope>>,
    pub size: Option<graph_resource::types::Int64>,
}

/// The enum `scope`.
#[graph_resource]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub enum Scope {
    Read,
    ReadWrite,
    #[serde(rename = "v1_0")]
    V10,
    /// A member that was added later.
    #[serde(untagged)]
    Unknown(String),
}

/// `GET /me/drive/root:/{item-path}`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request(item_path: &str) -> Get<DriveItem> {
    DriveItem::get(item_path).without_select()
}
