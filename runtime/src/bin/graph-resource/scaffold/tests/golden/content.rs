#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The content at `/people/<peopleId>/photo/$value`.
#[graph_resource(content(photo = "/people/<peopleId>/photo/$value"))]
#[derive(Debug, Deserialize)]
pub struct PhotoContent {}

/// `GET /people/{id}/photo/$value`
pub fn request(people_id: &str) -> Content {
    PhotoContent::photo(people_id)
}
