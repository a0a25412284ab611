#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/me")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
}

/// `GET https://graph.microsoft.us/v1.0/me?$select=displayName`
pub fn request() -> Get<Person> {
    Person::get()
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
    let mut client = Client::builder()
        .credential(token)
        .cloud(graph_resource::Cloud::UsGov);
    if let Ok(url) = std::env::var("GRAPH_BASE_URL") {
        client = client.base_url(url);
    }
    let client = client.build()?;
    let request = request();
    println!("GET {request}");
    let object = request.send(&client).await?;
    println!("{object:#?}");
    Ok(())
}
