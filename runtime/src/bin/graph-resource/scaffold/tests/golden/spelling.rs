#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/people/<peopleId>/letters", collection)]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
}

/// `GET /PEOPLE/{ID}/Letters?$SELECT=Subject`
pub fn request(people_id: &str) -> List<Letter> {
    Letter::list(people_id)
}
