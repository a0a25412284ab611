//! An annotation in a filter.

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/drives/<driveId>/items/<itemId>")]
#[derive(Deserialize)]
struct DriveItem {
    id: String,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    download_url: Option<String>,
}

fn main() {
    let _ = DriveItem::FIELDS.download_url.eq("https://contoso.com");
}
