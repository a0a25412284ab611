//! Shared setup of the examples: a client of Microsoft Graph or of the local service.

#![deny(missing_docs)]

use std::env;

use graph_resource::{Client, Error};
use graph_resource_tests::Service;

/// A client, and the local service if the client reads from it.
pub struct Setup {
    /// The client.
    pub client: Client,
    /// The local service, which runs until it is dropped.
    pub service: Option<Service>,
}

/// Returns a client of the service that the environment names.
///
/// With `GRAPH_ACCESS_TOKEN` that is Microsoft Graph, or the service at `GRAPH_BASE_URL` if both are set. With only
/// `GRAPH_BASE_URL` it is a local service at that URL, and without either a local service that is started here.
///
/// # Errors
///
/// Returns an error if the base URL is invalid.
pub async fn setup() -> Result<Setup, Error> {
    if let Ok(token) = env::var("GRAPH_ACCESS_TOKEN") {
        return Ok(Setup {
            client: client(token, env::var("GRAPH_BASE_URL").ok())?,
            service: None,
        });
    }
    if let Ok(base_url) = env::var("GRAPH_BASE_URL") {
        return Ok(Setup {
            client: client(Service::TOKEN.to_owned(), Some(base_url))?,
            service: None,
        });
    }
    let service = Service::start().await;
    println!(
        "reading from the local service (set GRAPH_ACCESS_TOKEN to read from Microsoft Graph)\n"
    );
    let client = client(
        Service::TOKEN.to_owned(),
        Some(service.base_url().to_owned()),
    )?;
    Ok(Setup {
        client,
        service: Some(service),
    })
}

/// Returns a client with this token, of Microsoft Graph or of the service at `base_url`.
///
/// # Errors
///
/// Returns an error if the base URL is invalid.
pub fn client(token: String, base_url: Option<String>) -> Result<Client, Error> {
    let builder = Client::builder().credential(token);
    match base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    }
    .build()
}
