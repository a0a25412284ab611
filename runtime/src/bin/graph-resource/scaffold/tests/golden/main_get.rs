#![allow(dead_code, reason = "the program only prints what it reads")]

use graph_resource::{Client, Get, graph_resource};
use serde::Deserialize;

/// The entity type [`person`](https://learn.microsoft.com/graph/api/resources/person).
#[graph_resource(path = "/people/<peopleId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub display_name: Option<String>,
}

/// `GET /people/{id}?$select=displayName`
pub fn request(people_id: &str) -> Get<Person> {
    Person::get(people_id)
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
    let object = request.send(&client).await?;
    println!("{object:#?}");
    Ok(())
}
