use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`driveItem`](https://learn.microsoft.com/graph/api/resources/driveitem).
#[graph_resource(path = "/me/drive/root:/<itemPath..>:/children", collection)]
#[derive(Debug, Deserialize)]
pub struct DriveItem {
    pub name: Option<String>,
    pub size: Option<graph_resource::types::Int64>,
    pub scopes: graph_resource::types::Flags<Scope>,
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

/// `GET https://graph.microsoft.com/v1.0/me/drive/root:/Reports/2024%20final:/children?$select=name,size,scopes`
pub fn request() -> List<DriveItem> {
    DriveItem::list("Reports/2024 final")
}
