//! An annotation that the derived `$select` cannot name.
#![deny(deprecated)]

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/drives/<driveId>/items/<itemId>")]
#[derive(Deserialize)]
struct DriveItem {
    id: String,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
}

fn main() {}
