use graph_resource::{Get, graph_resource};
use serde::Deserialize;

/// The entity type [`list`](https://learn.microsoft.com/graph/api/resources/list).
#[graph_resource(path = "/me/lists/<listId>", type = "microsoft.graph.list")]
#[derive(Debug, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "the service has as many")]
pub struct GraphList {
    pub r#type: Option<String>,
    #[serde(rename = "self")]
    pub self_: Option<String>,
    #[serde(rename = "v10_0")]
    pub v10_0: bool,
    pub a: bool,
    pub b: bool,
    pub c: bool,
}

/// `GET /me/lists/{list-id}?$select=type,self,v10_0,a,b,c`
pub fn request(list_id: &str) -> Get<GraphList> {
    GraphList::get(list_id)
}
