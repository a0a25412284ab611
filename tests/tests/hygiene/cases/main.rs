//! A program that never filters: it gets no warnings about unused generated code.

#![deny(warnings, missing_docs, unreachable_pub, unused)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]

use graph_resource::graph_resource;
use serde::Deserialize;

/// A user.
#[graph_resource(path = "/users/<userId>", get(me = "/me"), list(members_of = "/groups/<groupId>/members"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    display_name: Option<String>,
    status: Option<Status>,
}

/// An enum.
#[graph_resource]
#[derive(Debug, Deserialize)]
enum Status {
    #[serde(other)]
    Unknown,
}

fn main() {
    let user: Result<User, _> = serde_json::from_str(r#"{"id": "1", "displayName": "Ada", "status": "away"}"#);
    match user {
        Ok(User { id, display_name, status: Some(Status::Unknown) }) => println!("{id} {display_name:?}"),
        other => println!("{other:?}"),
    }
}
