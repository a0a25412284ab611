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
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::builder()
        .credential(token)
        .cloud(graph_resource::Cloud::UsGov)
        .build()?;
    let request = request();
    println!("GET {request}");
    let object = request.send(&client).await?;
    println!("{object:#?}");
    Ok(())
}
