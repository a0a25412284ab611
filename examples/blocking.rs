//! Reads from synchronous code, without an async runtime.

use graph_resource::{Error, blocking, graph_resource};
use graph_resource_examples::client;
use graph_resource_tests::Service;
use serde::Deserialize;

#[graph_resource(path = "/users/<userId>")]
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub display_name: Option<String>,
}

fn read(client: &blocking::Client) -> Result<(), Error> {
    let f = User::FIELDS;
    let request = User::list().filter(f.display_name.starts_with("A")).top(2);
    println!("GET {request}");
    for user in client.iter(&request) {
        println!("  {:?}", user?);
    }
    println!("{} users in all", client.count(&User::list())?);
    Ok(())
}

fn main() -> Result<(), Error> {
    if let Ok(token) = std::env::var("GRAPH_ACCESS_TOKEN") {
        return read(&blocking::Client::from_async(client(
            token,
            std::env::var("GRAPH_BASE_URL").ok(),
        )?)?);
    }
    // The local service needs a runtime; the client does not.
    let Ok(runtime) = tokio::runtime::Runtime::new() else {
        return Ok(());
    };
    let service = runtime.block_on(Service::start());
    println!(
        "reading from the local service (set GRAPH_ACCESS_TOKEN to read from Microsoft Graph)\n"
    );
    read(&blocking::Client::from_async(client(
        Service::TOKEN.to_owned(),
        Some(service.base_url().to_owned()),
    )?)?)
}
