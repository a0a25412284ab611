use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Importance {
    Low,
    Normal,
    High,
    #[serde(untagged)]
    Unknown(String),
}
