#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The content at `/reports/usage(date=<date>)`.
#[graph_resource(content(usage = "/reports/usage(date=<date>)"))]
#[derive(Debug, Deserialize)]
pub struct UsageContent {}

/// `GET https://graph.microsoft.com/v1.0/reports/usage(date=2024-02-29)`
pub fn request() -> Content {
    UsageContent::usage("2024-02-29")
}
