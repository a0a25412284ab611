#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, List, graph_resource};
use serde::Deserialize;

/// The entity type [`letter`](https://learn.microsoft.com/graph/api/resources/letter).
#[graph_resource(path = "/people/<peopleId>/letters", collection)]
#[derive(Debug, Deserialize)]
pub struct Letter {
    pub subject: Option<String>,
}

/// `GET /people/{id}/letters?$select=subject`
pub fn request(people_id: &str) -> List<Letter> {
    Letter::list(people_id)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let people_id = arguments.next().ok_or("pass an argument for `people_id`")?;
    let token = std::env::var("GRAPH_ACCESS_TOKEN")
        .map_err(|_| "set GRAPH_ACCESS_TOKEN to an access token")?;
    let client = Client::new(token);
    let request = request(&people_id);
    println!("GET {request}");
    let mut items = request.stream(&client);
    while let Some(item) = items.next().await? {
        println!("{item:#?}");
    }
    Ok(())
}
