use graph_resource::graph_resource;
use serde::Deserialize;

/// A site, as this program sees one.
#[graph_resource(path = "/sites/<host>:/<sitePath..>", type = "microsoft.graph.site")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Site {
    /// What [`Site::get`] finds it by.
    pub id: String,
    /// The address.
    #[deprecated(note = "it moves")]
    pub web_url: Option<String>,
}
