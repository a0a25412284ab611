use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The owner of the content at `/me/drive/root:/<itemPath..>:/content`.
#[graph_resource(content(content = "/me/drive/root:/<itemPath..>:/content"))]
#[derive(Debug, Deserialize)]
pub struct ContentValue {}

/// `GET /me/drive/root:/{item-path}:/content`
pub fn request(item_path: &str) -> Content {
    ContentValue::content(item_path)
}
