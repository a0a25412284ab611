#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/me/letters", collection)]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
}

/// `GET /me/letters?$select=subject&$count=true`
pub fn request() -> List<Letter> {
    Letter::list().with_count()
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
    let mut items = request.stream(&client);
    while let Some(item) = items.next().await? {
        println!("{item:#?}");
    }
    if let Some(count) = items.total_count() {
        println!("{count} in all");
    }
    Ok(())
}
