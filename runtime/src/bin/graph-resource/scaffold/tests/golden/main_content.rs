#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Content, graph_resource};
use serde::Deserialize;

/// The content at `/me/photo/$value`.
#[graph_resource(content(photo = "/me/photo/$value"))]
#[derive(Debug, Deserialize)]
pub struct PhotoContent {}

/// `GET /me/photo/$value`
pub fn request() -> Content {
    PhotoContent::photo()
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
    let bytes = request.bytes(&client).await?;
    match std::str::from_utf8(&bytes) {
        Ok(text) => println!("{text}"),
        Err(_) => println!("{} bytes", bytes.len()),
    }
    Ok(())
}
