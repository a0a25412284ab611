#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people", collection)]
#[derive(Debug, Deserialize)]
pub struct Person {
    pub id: String,
}

/// `GET /people/$count`
pub fn request() -> Get<u64> {
    Person::list().count_request()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::new(token);
    let request = request();
    println!("GET {request}");
    let count = request.send(&client).await?;
    println!("{count}");
    Ok(())
}
