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
async fn main() -> std::process::ExitCode {
    match run().await {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let mut client = Client::builder().credential(token);
    if let Ok(url) = std::env::var("GRAPH_BASE_URL") {
        client = client.base_url(url);
    }
    let client = client.build()?;
    let request = request();
    println!("GET {request}");
    let count = request.send(&client).await?;
    println!("{count}");
    Ok(())
}
