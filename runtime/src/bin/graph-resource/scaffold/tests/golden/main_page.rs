#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/me/letters", collection)]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
}

/// `GET /me/letters?$select=subject&$top=5`
pub fn request() -> List<Letter> {
    Letter::list().top(5)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::new(token);
    let request = request();
    println!("GET {request}");
    let page = request.page(&client).await?;
    for item in page.value {
        println!("{item:#?}");
    }
    Ok(())
}
