//! A request of a program's own, for the blocking client.

use graph_resource::blocking::ItemsRequest;
use graph_resource::{Client, Continuation, ItemStream, List};
use serde_json::Value;

struct AllUsers;

impl ItemsRequest for AllUsers {
    type Item = Value;

    fn stream(&self, client: &Client) -> ItemStream<Value> {
        List::at_path("/users").stream(client)
    }

    fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<Value> {
        List::at_path("/users").resume(client, continuation)
    }
}

fn main() {}
