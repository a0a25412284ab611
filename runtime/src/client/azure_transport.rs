//! The HTTP client of this crate, for use by `azure_identity`.

use std::sync::Arc;

use azure_core::http::Transport;

use crate::client::tls::http_client;
use crate::error::Error;
use crate::error::kind::ErrorKind;

/// Returns this crate's HTTP client for the credentials of `azure_identity`.
///
/// A program that uses it has one HTTP and TLS stack. By default `azure_identity` depends on a TLS library in C. Without
/// its default features it has no HTTP client; pass it this one:
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
