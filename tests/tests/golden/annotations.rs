use graph_resource::graph_resource;
use serde::Deserialize;

use super::{Case, case, group};

#[graph_resource(
    path = "/drives/<driveId>/items/<itemId>",
    list(children = "/drives/<driveId>/items/<itemId>/children"),
    delta(changes = "/drives/<driveId>/root/delta")
)]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveItem {
    pub id: Option<String>,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub download_url: Option<String>,
    pub name: Option<String>,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[serde(rename = "children@odata.count")]
    pub children_count: Option<u64>,
}

#[graph_resource(path = "/drives/<driveId>")]
#[derive(Deserialize)]
pub struct Drive {
    pub id: Option<String>,
    #[graph(expand)]
    pub root: Option<DriveItem>,
    #[serde(rename = "@removed")]
    pub removed: Option<serde_json::Value>,
}

#[graph_resource(path = "/drives/<driveId>/items/<itemId>")]
#[derive(Deserialize)]
pub struct Download {
    pub name: Option<String>,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub url: String,
}

#[graph_resource(path = "/drives/<driveId>/items/<itemId>", select = false)]
#[derive(Deserialize)]
pub struct Unselected {
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub download_url: Option<String>,
    #[serde(rename = "@microsoft.graph.other")]
    pub other: Option<String>,
}

/// The user knows that the annotation is sent.
#[graph_resource(path = "/drives/<driveId>/items/<itemId>")]
#[derive(Deserialize)]
pub struct Allowed {
    pub name: Option<String>,
    #[allow(deprecated)]
    #[serde(rename = "@microsoft.graph.other")]
    pub other: Option<String>,
    #[graph(skip)]
    #[serde(rename = "@microsoft.graph.skipped")]
    pub skipped: Option<String>,
    #[graph(skip)]
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub download_url: Option<String>,
}

pub fn cases() -> Vec<Case> {
    let f = Download::FIELDS;
    group(
        "annotations",
        [
            case(
                "a download URL is selected by its other name",
                DriveItem::children("d", "i"),
                "/drives/d/items/i/children?$select=id,content.downloadUrl,name",
            ),
            case(
                "in a delta query",
                DriveItem::changes("d"),
                "/drives/d/root/delta?$select=id,content.downloadUrl,name",
            ),
            case(
                "within an expansion",
                Drive::get("d"),
                "/drives/d?$select=id&$expand=root($select=id,content.downloadUrl,name)",
            ),
            case(
                "a required download URL is part of every `$select`",
                Download::get("d", "i").select([f.name]),
                "/drives/d/items/i?$select=name,content.downloadUrl",
            ),
            case(
                "a download URL alone",
                Download::get("d", "i").select([f.url]),
                "/drives/d/items/i?$select=content.downloadUrl",
            ),
            case(
                "without a derived `$select`",
                Unselected::get("d", "i"),
                "/drives/d/items/i",
            ),
            case(
                "an annotation that is said to be sent, and skipped ones",
                Allowed::get("d", "i"),
                "/drives/d/items/i?$select=name",
            ),
        ],
    )
}
