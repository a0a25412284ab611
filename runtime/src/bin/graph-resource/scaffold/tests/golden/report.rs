#![allow(dead_code, reason = "a program may use only some of it")]

use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The content at `/reports/usage(period='<period>')`.
#[graph_resource(content(usage = "/reports/usage(period='<period>')"))]
#[derive(Debug, Deserialize)]
pub struct UsageContent {}

/// `GET /reports/usage(period='{period_value}')`
pub fn request(period: &str) -> Content {
    UsageContent::usage(period)
}
