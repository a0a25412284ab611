//! Batches: the outcome of each part when the whole batch fails, and of the batch when a part fails.

mod broken;
mod parts;
mod retries;
mod service;
mod tokens;
mod values;

use std::time::Duration;

use graph_resource::{Client, ClientBuilder, RetryPolicy};
use serde_json::{Value, json};

use crate::script::{Script, Step, ok};

fn builder(script: &Script) -> ClientBuilder {
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    Client::builder()
        .credential("token")
        .base_url(&script.base_url)
        .retry(policy)
        .timeout(Duration::from_secs(5))
}

fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

fn part(id: usize, status: u16, headers: Value, body: Value) -> Value {
    json!({"id": id.to_string(), "status": status, "headers": headers, "body": body})
}

fn user(id: usize) -> Value {
    part(id, 200, json!({}), json!({"id": id.to_string()}))
}

fn throttled(id: usize, retry_after: &str) -> Value {
    part(
        id,
        429,
        json!({"Retry-After": retry_after}),
        json!({"error": {"code": "TooManyRequests"}}),
    )
}

fn batch(parts: &[Value]) -> Step {
    ok(&json!({"responses": parts}))
}

/// The ids of the parts in a batch request.
fn ids(request: &str) -> Vec<String> {
    let (_, body) = request.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    body["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["id"].as_str().unwrap().to_owned())
        .collect()
}
