use std::collections::HashMap;

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/me/extensions/<extensionId>", select = false)]
#[derive(Debug, Deserialize)]
pub struct Extension {
    pub id: String,
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
    #[graph(skip)]
    pub cached: Option<String>,
    #[serde(flatten)]
    pub rest: HashMap<String, serde_json::Value>,
}
