//! Limits on concurrent requests: the client keeps those of the service, so that it is not throttled for them, and every
//! wait for a place has an end.
//!
//! The service counts the requests that run, and refuses those above its limits. Time is simulated, so what a test says
//! about throughput does not depend on the speed of the machine.

mod batches;
mod places;
mod spacing;
mod storm;
mod timeouts;

use std::time::Duration;

use graph_resource::{Client, ClientBuilder, Content, Error, Get, RetryPolicy};
use graph_resource_tests::{Canned, Concurrency, Service};
use serde_json::Value;

/// How long the service takes for each request.
const SERVICE_TIME: Duration = Duration::from_millis(50);

/// A service that limits concurrent requests, and has the same object at every path.
async fn service() -> Service {
    let service = Service::builder()
        .limit_concurrency(SERVICE_TIME)
        .start()
        .await;
    service.respond_with("/v1.0/", Canned::json(200, r#"{"id":"1"}"#));
    service
}

/// A client that fails where it is throttled, and that could keep far more requests in flight than any workload accepts.
fn builder(service: &Service) -> ClientBuilder {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .max_concurrent_requests(64)
        .retry(RetryPolicy::never())
}

fn client(service: &Service) -> Client {
    builder(service).build().unwrap()
}

fn get(path: impl Into<String>) -> Get<Value> {
    Get::at_path(path.into())
}

/// A read of one of twenty mailboxes.
fn mail(number: usize) -> Get<Value> {
    get(format!("/users/{}/messages/{number}", number % 20))
}

fn photo() -> Content {
    Content::at_path("/users/1/photo/$value")
}

/// Sends reads at once, from clones of the client.
async fn send_all(
    client: &Client,
    reads: impl IntoIterator<Item = Get<Value>>,
) -> Vec<Result<Value, Error>> {
    let mut tasks = tokio::task::JoinSet::new();
    for read in reads {
        let client = client.clone();
        tasks.spawn(async move { read.send(&client).await });
    }
    tasks.join_all().await
}

fn assert_all_succeed<T>(results: Vec<Result<T, Error>>) {
    for result in results {
        if let Err(error) = result {
            panic!("{error}");
        }
    }
}

/// Asserts that this many requests used the workload's limit to the full, and none was refused.
fn assert_used_in_full(concurrency: Concurrency, served: usize) {
    let Concurrency {
        limit,
        most,
        refused,
        ..
    } = concurrency;
    assert_eq!(
        (most, concurrency.served, refused),
        (limit, served, 0),
        "{concurrency:?}"
    );
    let utilization = concurrency.utilization();
    assert!(utilization >= 0.9, "{utilization} {concurrency:?}");
}
