//! Reads all users of a tenant, with progress on the terminal: pages, users and rate.
//!
//! Without `GRAPH_ACCESS_TOKEN`, a local service with 200,000 users is read; that is best run with `--release`.

use std::io::{Write, stdout};
use std::time::Instant;

use graph_resource::{Client, Error, graph_resource};
use graph_resource_examples::client;
use graph_resource_tests::{Data, Generated, Service};
use serde::Deserialize;
use serde_json::json;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

async fn count(client: &Client) -> Result<(), Error> {
    let started = Instant::now();
    let mut items = 0_u64;
    let mut pages = 0_u64;
    // The next page is requested while this one is counted, so at most two are in memory.
    let mut stream = User::list().top(999).pages(client);
    while let Some(page) = stream.next().await? {
        pages += 1;
        items += page.value.len() as u64;
        let rate = items as f64 / started.elapsed().as_secs_f64();
        print!("\r{pages} pages, {items} users, {rate:.0} users per second");
        stdout().flush().ok();
    }
    println!("\ndone in {:.1?}", started.elapsed());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    if let Ok(token) = std::env::var("GRAPH_ACCESS_TOKEN") {
        return count(&client(token, std::env::var("GRAPH_BASE_URL").ok())?).await;
    }
    let users = Generated::new(
        200_000,
        |n| json!({"id": n.to_string(), "displayName": format!("User {n}")}),
    );
    let service = Service::builder()
        .data(Data::new().generated("/users", users))
        .start()
        .await;
    count(&client(
        Service::TOKEN.to_owned(),
        Some(service.base_url().to_owned()),
    )?)
    .await
}
