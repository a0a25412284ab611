//! The HTTP client of this crate, for use by `azure_identity`.

use std::sync::Arc;

use azure_core::http::Transport;

use crate::client::reqwest_builder::http_client;
use crate::error::Error;
use crate::error::kind::ErrorKind;

/// Creates an HTTP client for the credentials of `azure_identity`, with the TLS library of this crate.
///
/// By default `azure_identity` brings a TLS library of its own. To have only one, turn off its default features and pass
/// this client to each credential. Each call creates a client with connections of its own; clone the result to share
/// them.
///
/// ```no_run
/// # // This crate does not depend on `azure_identity`.
/// use azure_core::http::ClientOptions;
/// use graph_resource::azure_transport;
///
/// # fn main() -> Result<(), graph_resource::Error> {
/// let client_options = ClientOptions { transport: Some(azure_transport()?), ..Default::default() };
/// // ClientSecretCredential::new(tenant, client_id, secret, Some(ClientSecretCredentialOptions { client_options }))
/// # drop(client_options); Ok(())
/// # }
/// ```
///
/// # Errors
///
/// [`ErrorKind::Config`] if TLS cannot be set up.
pub fn azure_transport() -> Result<Transport, Error> {
    let client = http_client(false).map_err(|summary| Error::new(ErrorKind::Config, summary))?;
    Ok(Transport::new(Arc::new(client)))
}
