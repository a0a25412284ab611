use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The owner of the content at `/reports/usage(date=<date>)`.
#[graph_resource(content(usage = "/reports/usage(date=<date>)"))]
#[derive(Debug, Deserialize)]
pub struct Usage {}

/// `GET https://graph.microsoft.com/v1.0/reports/usage(date=2024-02-29)`
pub fn request() -> Content {
    Usage::usage("2024-02-29")
}
