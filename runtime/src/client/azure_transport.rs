//! The transport of this crate for `azure_identity`.

use std::sync::Arc;

use azure_core::http::Transport;

use crate::client::tls::http_client;
use crate::error::Error;
use crate::error::kind::ErrorKind;

/// The HTTP client of this crate, for the credentials of `azure_identity`: one stack, one TLS.
///
/// By default `azure_identity` brings a TLS library in C along. Built without its default features it has no HTTP client,
/// and is given this one:
///
/// ```no_run
/// # // The crate `azure_identity` is not among the dependencies here.
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
/// [`ErrorKind::Config`] where TLS cannot be set up.
pub fn azure_transport() -> Result<Transport, Error> {
    let client = http_client(false).map_err(|what| Error::new(ErrorKind::Config, what))?;
    Ok(Transport::new(Arc::new(client)))
}
