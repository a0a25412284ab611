use graph_resource::{Content, graph_resource};
use serde::Deserialize;

/// The owner of the content at `/reports/usage(period='<period>')`.
#[graph_resource(content(usage = "/reports/usage(period='<period>')"))]
#[derive(Debug, Deserialize)]
pub struct Usage {}

/// `GET /reports/usage(period='{period_value}')`
pub fn request(period: &str) -> Content {
    Usage::usage(period)
}
