#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Content, graph_resource};
use serde::Deserialize;

/// The owner of the content at `/me/photo/$value`.
#[graph_resource(content(photo = "/me/photo/$value"))]
#[derive(Debug, Deserialize)]
pub struct Photo {}

/// `GET /me/photo/$value`
pub fn request() -> Content {
    Photo::photo()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::new(token);
    let request = request();
    println!("GET {request}");
    let bytes = request.bytes(&client).await?;
    println!("{} bytes", bytes.len());
    Ok(())
}
