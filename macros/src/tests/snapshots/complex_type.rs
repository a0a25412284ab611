use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource]
#[derive(Debug, Clone, Deserialize)]
pub struct PublicError {
    pub code: Option<String>,
    pub message: Option<String>,
}
