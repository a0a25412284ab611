//! Mistakes that clients of Graph commonly make. Each test checks that this client avoids one of them.

mod batches;
mod budgets;
mod deltas;
mod entities;
mod errors;
mod every_response;
mod links;
mod metadata;
mod pauses;
mod responses;
mod retries;
mod robustness;
mod script;
mod tokens;
mod types;
mod urls;
mod waits;

#[path = "../samples/mod.rs"]
mod samples;

use graph_resource::{Client, RetryPolicy};
use graph_resource_tests::{Canned, Service};
use serde_json::Value;

/// A client of a local service.
fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::never())
        .build()
        .unwrap()
}

/// A service with this response below a path, and a client of it.
async fn serving(path: &str, canned: Canned) -> (Service, Client) {
    let service = Service::start().await;
    service.respond_with(path, canned);
    let client = client(&service);
    (service, client)
}

/// A JSON response.
fn json(status: u16, body: &Value) -> Canned {
    Canned::json(status, body.to_string())
}
