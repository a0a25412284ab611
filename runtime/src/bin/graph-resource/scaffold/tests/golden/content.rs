use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The owner of the content at `/people/<peopleId>/photo/$value`.
#[graph_resource(content(photo = "/people/<peopleId>/photo/$value"))]
#[derive(Debug, Deserialize)]
pub struct Photo {}

/// `GET /people/{id}/photo/$value`
pub fn request(people_id: &str) -> Content {
    Photo::photo(people_id)
}
