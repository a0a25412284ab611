#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The content at `/me/drive/root:/<itemPath..>:/content`.
#[graph_resource(content(content = "/me/drive/root:/<itemPath..>:/content"))]
#[derive(Debug, Deserialize)]
pub struct DriveItemContent {}

/// `GET /me/drive/root:/{item-path}:/content`
pub fn request(item_path: &str) -> Content {
    DriveItemContent::content(item_path)
}
