//! Actions that return data, against the local service and the fake.

mod batches;
mod fake;
mod nested;
mod pages;
mod reads;
mod repetition;

use std::time::Duration;

use graph_resource::{Client, RetryPolicy, graph_resource};
use graph_resource_tests::{Data, Kind, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The parameters of `getByIds`.
#[derive(Debug, Clone, Serialize)]
struct Ids<'a> {
    ids: &'a [String],
    types: &'a [&'a str],
}

#[graph_resource(
    path = "/users/<userId>",
    action(
        by_ids = "/directoryObjects/getByIds",
        managed = "/users/<userId>/getManaged"
    )
)]
#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    #[serde(default)]
    display_name: Option<String>,
}

#[graph_resource]
#[derive(Debug, PartialEq, Deserialize)]
struct Group {
    id: String,
}

#[graph_resource(action(idempotent, members_by_ids = "/directoryObjects/getByIds"))]
#[derive(Debug, PartialEq, Deserialize)]
enum Member {
    User(User),
    Group(Group),
    #[serde(untagged)]
    Other(Value),
}

fn client(service: &Service) -> Client {
    Client::builder()
        .credential(Service::TOKEN)
        .base_url(service.base_url())
        .retry(RetryPolicy::default().initial_delay(Duration::from_millis(1)))
        .build()
        .unwrap()
}

fn strings<const N: usize>(ids: [&str; N]) -> Vec<String> {
    ids.map(str::to_owned).to_vec()
}

/// A service with this many users, and their ids.
async fn service_with_users(count: usize) -> (Service, Vec<String>) {
    let ids: Vec<String> = (0..count).map(|number| format!("user-{number}")).collect();
    let users = ids.iter().map(|id| json!({"id": id, "displayName": id}));
    let data = Data::new()
        .entity_set("users", users.collect())
        .kind("users", Kind::new("microsoft.graph.user").directory());
    (Service::builder().data(data).start().await, ids)
}
