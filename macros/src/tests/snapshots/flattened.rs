use graph_resource::graph_resource;
use serde::Deserialize;

/// A file with properties that other items have too.
#[graph_resource(path = "/drives/<driveId>/items/<itemId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// What all items have.
    #[serde(flatten)]
    pub base: Option<Base>,
    #[graph(type = "Edm.Guid")]
    pub owner_id: Option<String>,
    #[serde(rename = "@microsoft.graph.downloadUrl")]
    pub url: Option<String>,
    #[serde(rename = "@microsoft.graph.other")]
    pub other: Option<String>,
}
