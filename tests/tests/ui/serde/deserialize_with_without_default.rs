//! An `Option` with `deserialize_with` that serde requires.
#![deny(deprecated)]
use std::time::Duration;

use graph_resource::graph_resource;
use serde::Deserialize;

#[graph_resource(path = "/subscriptions/<subscriptionId>")]
#[derive(Deserialize)]
pub struct Subscription {
    #[serde(deserialize_with = "graph_resource::types::deserialize")]
    pub duration: Option<Duration>,
    #[serde(default, deserialize_with = "graph_resource::types::deserialize")]
    pub key: Option<Vec<u8>>,
    #[serde(deserialize_with = "graph_resource::types::deserialize")]
    pub required: Duration,
}

fn main() {}
