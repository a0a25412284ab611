#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The content at `/me/letters/<letterId>/$value`.
#[graph_resource(content(letter = "/me/letters/<letterId>/$value"))]
#[derive(Debug, Deserialize)]
pub struct LetterContent {}

/// `GET /me/letters/{id}/$value`
pub fn request(letter_id: &str) -> Content {
    LetterContent::letter(letter_id)
}
