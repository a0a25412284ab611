use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/me/letters", collection)]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub id: String,
    pub copies: Option<Vec<Sender>>,
    pub from: Option<GraphSender>,
    pub subject: Option<String>,
    #[graph(unchecked)]
    pub unheard: Option<serde_json::Value>,
}

/// The complex type [`sender`](https://learn.microsoft.com/graph/api/resources/sender).
#[graph_resource]
#[derive(Debug, Deserialize)]
pub struct Sender {
    pub address: Option<String>,
    pub name: Option<String>,
}

/// The complex type [`sender`](https://learn.microsoft.com/graph/api/resources/sender).
#[graph_resource(type = "microsoft.graph.sender")]
#[derive(Debug, Deserialize)]
pub struct GraphSender {
    pub name: Option<String>,
}

/// `GET /me/letters`
///
/// `microsoft.graph.letter` has no `unheard`: the field holds any JSON.
///
/// `enclosures` of the sample is a navigation property: `--expand enclosures` reads it.
pub fn request() -> List<Letter> {
    Letter::list()
}
