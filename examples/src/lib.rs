//! What the examples share: a client, of the real service or of the local one.

#![deny(missing_docs)]

use std::env;

use graph_resource::{Client, Error};
use graph_resource_tests::Service;

/// A client, and the local service that it reads from where it does not read from the real one.
pub struct Setup {
    /// The client.
    pub client: Client,
    /// The local service; it runs as long as this is held.
    pub service: Option<Service>,
}

/// With `GRAPH_ACCESS_TOKEN` a client of the real service, with `GRAPH_BASE_URL` as well of another one; without, of the
/// local service, which is started here.
///
/// # Errors
///
/// A base URL that cannot be one.
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

/// A client with this token, of this service.
///
/// # Errors
///
/// A base URL that cannot be one.
pub fn client(token: String, base_url: Option<String>) -> Result<Client, Error> {
    let builder = Client::builder().credential(token);
    match base_url {
        Some(url) => builder.base_url(url),
        None => builder,
    }
    .build()
}
