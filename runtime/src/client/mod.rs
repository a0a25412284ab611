//! The client: one for a whole program.

#[cfg(feature = "azure-identity")]
pub(crate) mod azure_transport;
pub(crate) mod builder;
pub(crate) mod tls;

use std::fmt;
use std::sync::Arc;

use tokio::time::Instant;

use crate::address::cloud::ApiVersion;
use crate::auth::into::IntoCredential;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::answer::Answer;
use crate::transport::attempts::Attempts;
use crate::transport::call::Call;
use crate::transport::open::Opened;
use crate::transport::service::Service;

pub(crate) use crate::client::builder::ClientBuilder;

/// Reads from Microsoft Graph.
///
/// Cheap to clone, and made to be shared: one holds the connections of a whole program.
///
/// ```
/// use graph_resource::Client;
///
/// let client = Client::new(|| std::env::var("GRAPH_ACCESS_TOKEN"));
/// ```
///
/// The credential's token goes to the configured scheme, host and port, and nowhere else: a link to another origin is
/// an error before anything is sent, and a redirect to another host is followed without the token.
#[derive(Clone)]
pub struct Client {
    /// Or why it cannot work, for the first request to say.
    service: Arc<Result<Service, String>>,
}

impl Client {
    /// A client of the world-wide service, v1.0, with this credential: a string, a closure, or a
    /// [`TokenCredential`](crate::TokenCredential).
    ///
    /// It cannot fail: where TLS cannot be set up, the first request says so.
    pub fn new<Kind>(credential: impl IntoCredential<Kind>) -> Self {
        Self::lazy(Self::builder().credential(credential))
    }

    /// A client whose first request says what is wrong with its settings.
    pub(crate) fn lazy(builder: ClientBuilder) -> Self {
        Self {
            service: Arc::new(
                builder
                    .into_service()
                    .map_err(|error| error.summary().to_owned()),
            ),
        }
    }

    /// A client to be configured.
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

    /// Sends the call and reads the response, with as many attempts as the policy allows. A body that was cut off counts as
    /// an attempt that failed.
    pub(crate) async fn read<T>(
        &self,
        call: Call<'_>,
        read: impl Fn(&Answer) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // On the heap, so that the futures of the generic skins stay small.
        let mut attempts = Box::new(self.attempts(call)?);
        loop {
            let answer = attempts.answer().await?;
            let misfit = match read(&answer) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            attempts.failed(misfit).await?;
        }
    }

    /// Sends the call and reads the head of the response, with as many attempts as the policy allows.
    pub(crate) async fn open(&self, call: Call<'_>) -> Result<Opened, Error> {
        self.attempts(call)?.open().await
    }

    fn attempts<'a>(&'a self, call: Call<'a>) -> Result<Attempts<'a>, Error> {
        match self.service() {
            Ok(service) => Attempts::new(service, call),
            Err(error) => Err(error.with_context(call.context())),
        }
    }

    /// What requests are sent to, unless the client was built from settings that do not work.
    pub(crate) fn service(&self) -> Result<&Service, Error> {
        match self.service.as_ref() {
            Ok(service) => Ok(service),
            Err(reason) => Err(Error::new(ErrorKind::Config, reason.clone())),
        }
    }

    /// The limit for a body that is kept in memory, in bytes.
    pub(crate) fn max_body(&self) -> u64 {
        self.service().map_or(0, |service| service.max_body)
    }

    /// The version that requests go to unless they say another.
    pub(crate) fn version(&self) -> ApiVersion {
        match self.service() {
            Ok(service) => service.version,
            Err(_) => ApiVersion::default(),
        }
    }

    pub(crate) fn retry(&self) -> Option<&RetryPolicy> {
        Some(&self.service().ok()?.retry)
    }

    /// The time that waits are measured by.
    pub(crate) fn now(&self) -> Instant {
        match self.service() {
            Ok(service) => service.http.now(),
            Err(_) => Instant::now(),
        }
    }

    /// Waits until `at`, unless that is past.
    pub(crate) async fn sleep_until(&self, at: Instant) {
        if let Ok(service) = self.service() {
            let delay = at.saturating_duration_since(service.http.now());
            service.http.sleep(delay).await;
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
    /// The client.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] where there is no credential, where the base URL is not https (http on this machine alone), holds a
    /// user, a query, a fragment or a version, or belongs to another cloud than the one set, where the user agent is no
    /// header, and where TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let service = self.into_service()?;
        Ok(Client {
            service: Arc::new(Ok(service)),
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        match self.service.as_ref() {
            Ok(service) => shown
                .field("root", &service.root.as_str())
                .field("version", &service.version)
                .field("timeout", &service.timeout)
                .field("max_body_bytes", &service.max_body)
                .finish_non_exhaustive(),
            Err(why) => shown.field("broken", why).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
