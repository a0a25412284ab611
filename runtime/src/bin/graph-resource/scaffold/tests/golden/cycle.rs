use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`list`](https://learn.microsoft.com/graph/api/resources/list).
#[graph_resource(path = "/me/lists", collection, type = "microsoft.graph.list")]
#[derive(Debug, Deserialize)]
pub struct GraphList {
    pub id: String,
    pub a: Option<bool>,
    pub b: Option<bool>,
    pub c: Option<bool>,
    pub rule: Option<Condition>,
    #[serde(rename = "self")]
    pub self_: Option<String>,
    pub r#type: Option<String>,
    #[serde(rename = "v10_0")]
    pub v10_0: Option<bool>,
}

/// The complex type [`condition`](https://learn.microsoft.com/graph/api/resources/condition).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Condition {
    pub all: Option<Vec<Condition>>,
    pub not: Option<Box<Condition>>,
    pub other: Option<Box<Operand>>,
}

/// The complex type [`operand`](https://learn.microsoft.com/graph/api/resources/operand).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Operand {
    pub condition: Option<Condition>,
}

/// `GET /me/lists`
///
/// The service chooses the properties: without `without_select` the request names those of the struct.
pub fn request() -> List<GraphList> {
    GraphList::list().without_select()
}
