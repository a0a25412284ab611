//! Sample structs that several tests share. A struct that a test is about stays in that test.

#![allow(dead_code, reason = "no test uses all of the samples")]

use graph_resource::graph_resource;
use serde::Deserialize;

/// A user, with every kind of endpoint.
#[graph_resource(
    path = "/users/<userId>",
    delta(changes = "/users/delta"),
    content(photo = "/users/<userId>/photo/$value")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

/// A file in a drive, whose content is downloaded.
#[graph_resource(content(file = "/drives/<driveId>/items/<itemId>/content"))]
#[derive(Debug, Deserialize)]
pub struct DriveItem {
    pub id: String,
}

/// A numbered item of a collection that a test makes up.
#[graph_resource(
    path = "/items/<itemId>",
    select = false,
    delta(changes = "/items/delta")
)]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Item {
    pub id: u64,
}

/// An entity that only the beta version has.
#[graph_resource(path = "/reports/<reportId>", version = "beta")]
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Report {
    pub id: String,
}
