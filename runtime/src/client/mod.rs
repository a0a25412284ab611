//! The client: a program needs one.

#[cfg(feature = "azure-identity")]
pub(crate) mod azure_transport;
pub(crate) mod builder;
pub(crate) mod default_client;
pub(crate) mod reqwest_builder;
pub(crate) mod settings;
pub(crate) mod tls;

use std::fmt;
use std::sync::Arc;

use crate::address::cloud::ApiVersion;
use crate::auth::into::{CredentialError, IntoCredential};
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::attempts::{Attempts, Outbound};
use crate::transport::call::Call;
use crate::transport::decoded::{DecodeResponse, Decoded, DecodedValue};
use crate::transport::full_response::FullResponse;
use crate::transport::headers;
use crate::transport::service::Service;
use crate::transport::settings::ClientSettings;

pub(crate) use crate::client::builder::ClientBuilder;

/// Sends requests to Microsoft Graph.
///
/// A client holds the connections, the token cache and the limits of a program. It is cheap to clone: create one and
/// share it.
///
/// ```
/// use graph_resource::Client;
///
/// let client = Client::new(|| std::env::var("GRAPH_ACCESS_TOKEN"));
/// ```
///
/// The token is sent to the configured scheme, host and port, and nowhere else: a link to another origin is an error
/// before anything is sent, and a redirect to another origin is followed without the token.
///
/// Reads need a Tokio runtime with timers and I/O, which `#[tokio::main]` has. On any other they return an error of the
/// kind [`Config`](crate::ErrorKind::Config) before anything is sent. Tokio only reveals that timers or I/O are missing by
/// a panic; the client catches it, but the program's panic hook sees it first, and by default prints it. A program that is
/// built with `panic = "abort"` ends there.
#[derive(Clone)]
pub struct Client {
    /// The service, or the summary of the configuration error, which the first request returns.
    service: Result<Arc<Service>, Arc<str>>,
}

impl Client {
    /// Creates a client of the worldwide service, v1.0, with a credential: a string, a closure, or a
    /// [`TokenCredential`](crate::TokenCredential).
    ///
    /// If TLS cannot be set up, every request returns an error of the kind [`Config`](crate::ErrorKind::Config).
    ///
    /// ```
    /// # use graph_resource::Client;
    /// # async fn fetch_token() -> Result<String, std::io::Error> { Ok(String::new()) }
    /// let client = Client::new("eyJ0…");
    /// let client = Client::new(|| async { fetch_token().await });
    /// ```
    pub fn new<Kind>(credential: impl IntoCredential<Kind, Error: CredentialError>) -> Self {
        Self::lazy(Self::builder().credential(credential))
    }

    /// Creates a client. If its settings are invalid, the first request returns the error.
    pub(crate) fn lazy(builder: ClientBuilder) -> Self {
        let service = match builder.into_service() {
            Ok(service) => Ok(Arc::new(service)),
            Err(error) => Err(error.summary().into()),
        };
        Self { service }
    }

    /// Returns a builder, to configure a client.
    ///
    /// ```
    /// use std::time::Duration;
    /// use graph_resource::{ApiVersion, Client, Cloud};
    ///
    /// # fn main() -> Result<(), graph_resource::Error> {
    /// let client = Client::builder()
    ///     .credential("eyJ0…")
    ///     .cloud(Cloud::UsGov)
    ///     .version(ApiVersion::Beta)
    ///     .timeout(Duration::from_secs(30))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Returns a client with other settings. It shares everything else with this one: the connections, the token cache,
    /// the limit on concurrent requests, and the pauses of throttled workloads.
    ///
    /// If a setting is invalid, such as a header, the first request of the new client returns the error.
    ///
    /// ```
    /// use std::time::Duration;
    /// use graph_resource::{ApiVersion, Client};
    ///
    /// let client = Client::new("eyJ0…");
    /// let beta = client.with(|settings| settings.version(ApiVersion::Beta));
    /// let patient = client.with(|settings| settings.timeout(Duration::from_secs(300)));
    /// ```
    #[must_use = "the client itself does not change"]
    pub fn with(&self, change: impl FnOnce(ClientSettings) -> ClientSettings) -> Self {
        let service = match &self.service {
            Ok(service) => derived(service, change),
            Err(summary) => Err(Arc::clone(summary)),
        };
        Self { service }
    }

    /// Sends the call and decodes the response, with as many attempts as the policy allows. A body that was cut off is a
    /// failed attempt. Returns the value and the response that it was decoded from.
    pub(crate) fn send_call<T, D>(&self, call: Result<Call, Error>, decode: D) -> Decoded<D>
    where
        D: Fn(&FullResponse) -> Result<T, Error>,
    {
        Decoded::new(call.and_then(|call| self.outbound(call)), decode)
    }

    /// Sends the call and decodes the response, as `send_call` does. Returns the value alone.
    pub(crate) fn send_for_value<T>(
        &self,
        call: Result<Call, Error>,
        decode: DecodeResponse<T>,
    ) -> DecodedValue<T> {
        DecodedValue::new(call.and_then(|call| self.outbound(call)), decode)
    }

    fn outbound(&self, call: Call) -> Result<Outbound, Error> {
        let service = self.service();
        let service = service.map_err(|error| error.with_context(call.context()))?;
        Ok(Outbound {
            service: Arc::clone(service),
            call,
        })
    }

    /// Prepares the attempts at a call.
    pub(crate) fn attempts(&self, call: Call) -> Result<Box<Attempts>, Error> {
        Attempts::new(Box::new(self.outbound(call)?))
    }

    /// The service that requests are sent to, or the configuration error.
    pub(crate) fn service(&self) -> Result<&Arc<Service>, Error> {
        let service = self.service.as_ref();
        service.map_err(|summary| Error::new(ErrorKind::Config, summary.to_string()))
    }

    /// The largest body that is kept in memory, in bytes.
    pub(crate) fn max_body(&self) -> u64 {
        self.service()
            .map_or(0, |service| service.settings.max_body)
    }

    /// The version of all requests that do not set their own.
    pub(crate) fn version(&self) -> ApiVersion {
        match self.service() {
            Ok(service) => service.settings.version,
            Err(_) => ApiVersion::default(),
        }
    }

    /// The root of the service that this client reads from.
    pub(crate) fn root(&self) -> &str {
        match self.service() {
            Ok(service) => service.root.as_str(),
            Err(_) => "",
        }
    }
}

impl ClientBuilder {
    /// Builds the client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if
    ///
    /// - there is no credential,
    /// - the base URL is not a valid https URL (http is allowed on this machine only), contains a user name, a password,
    ///   a query or a fragment, ends in a version, or belongs to another cloud than the one that was set,
    /// - the user agent is empty, begins or ends with whitespace, or contains a character that is not allowed in a header, or
    /// - TLS cannot be set up, unless [`http_client`](ClientBuilder::http_client) was set.
    pub fn build(self) -> Result<Client, Error> {
        let service = self.into_service()?;
        Ok(Client {
            service: Ok(Arc::new(service)),
        })
    }
}

/// The service with other settings, or the reason why one is invalid.
fn derived(
    service: &Service,
    change: impl FnOnce(ClientSettings) -> ClientSettings,
) -> Result<Arc<Service>, Arc<str>> {
    let settings = change(service.settings.clone());
    if let Some(fault) = settings.fault {
        return Err(fault.into());
    }
    Ok(Arc::new(Service {
        default_headers: headers::defaults(&settings),
        settings,
        ..service.clone()
    }))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        match &self.service {
            Ok(service) => shown
                .field("root", &service.root.as_str())
                .field("version", &service.settings.version)
                .field("timeout", &service.settings.timeout)
                .field("max_body_bytes", &service.settings.max_body)
                .finish_non_exhaustive(),
            Err(reason) => shown.field("error", reason).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
