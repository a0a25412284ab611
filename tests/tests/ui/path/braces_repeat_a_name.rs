//! The same name in braces several times.
use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/users/{id}/calendars/{id}/events/{id}")]
#[derive(Deserialize)]
pub struct User {
    pub id: String,
}

fn main() {
    let _ = User::FIELDS;
}
