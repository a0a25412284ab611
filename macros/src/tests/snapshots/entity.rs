use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>/messages/<messageId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    pub id: String,
    pub subject: Option<String>,
    pub is_read: Option<bool>,
    pub r#type: Option<String>,
    #[serde(default)]
    pub categories: Vec<String>,
}
