//! The fake service of the feature `testing`: answers by request, and the real client in front of them.

mod answers;
mod assertions;
mod unmatched;
mod waits;

use graph_resource::graph_resource;
use serde::Deserialize;
use serde_json::{Value, json};

#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    display_name: Option<String>,
}

#[graph_resource(path = "/reports/<reportId>", version = "beta")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Report {
    id: String,
}

fn user(id: &str) -> Value {
    json!({"id": id, "displayName": "Ada"})
}
