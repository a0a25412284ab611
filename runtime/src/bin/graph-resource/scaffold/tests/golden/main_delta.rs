#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Delta, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(delta(changes = "/people/delta"))]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
}

/// `GET /people/delta?$select=displayName`
pub fn request() -> Delta<Person> {
    Person::changes()
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::new(token);
    let request = request();
    println!("GET {request}");
    let mut changes = request.stream(&client);
    while let Some(change) = changes.next().await? {
        println!("{change:#?}");
    }
    if let Some(link) = changes.delta_link() {
        println!("the next round starts at {}", link.as_str());
    }
    Ok(())
}
