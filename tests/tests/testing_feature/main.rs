//! The feature `testing`: a fake service that gives each request its reply, behind the real client.

mod assertions;
mod patterns;
mod recordings;
mod replies;
mod unmatched;
mod waits;

#[path = "../samples/mod.rs"]
mod samples;

use serde_json::{Value, json};

use samples::{Report, User};

fn user(id: &str) -> Value {
    json!({"id": id, "displayName": "Ada"})
}
