//! The client: one for a whole program.

#[cfg(feature = "azure-identity")]
pub(crate) mod azure_transport;
pub(crate) mod builder;
pub(crate) mod tls;

use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use tokio::time::Instant;

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
    inner: Arc<Result<Service, String>>,
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
            inner: Arc::new(
                builder
                    .into_inner()
                    .map_err(|error| error.what().to_owned()),
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

    /// Reads a path that is only known at run time, below the version: `/users/1?$select=id`, encoded already.
    ///
    /// With options, as a value, or to be sent more than once: [`Get::path`](crate::Get::path), which says what `T` may be.
    ///
    /// ```no_run
    /// # async fn read(client: graph_resource::Client) -> Result<(), graph_resource::Error> {
    /// let user: serde_json::Value = client.get_path("/users/1?$select=id,displayName").await?;
    /// let count = client.get_path::<u64>("/groups/1/members/$count").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send).
    pub fn get_path<T: DeserializeOwned>(
        &self,
        path: &str,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T> {
        crate::read::get::Get::path(path).send(self)
    }

    /// Reads a whole URL, such as a link that was stored, as it is; on the client's own origin only.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), and a URL on another origin.
    pub fn get_url<T: DeserializeOwned>(
        &self,
        url: &str,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T> {
        crate::read::get::Get::url(url).send(self)
    }

    /// Reads a collection, all its pages, at a path that is only known at run time, encoded already.
    ///
    /// # Errors
    ///
    /// As [`List::all`](crate::List::all).
    pub fn list_path<T: DeserializeOwned + Send>(
        &self,
        path: &str,
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send + use<T> {
        crate::read::list::List::path(path).all(self)
    }

    /// Sends the call and reads the answer, with as many attempts as the policy allows. A body that was cut off counts as
    /// an attempt that failed.
    pub(crate) async fn read<T>(
        &self,
        call: Call<'_>,
        read: impl Fn(&Answer) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // On the heap, so that the futures of the generic skins stay small.
        let mut attempts = Box::new(Attempts::new(self, call)?);
        loop {
            let answer = attempts.answer().await?;
            let misfit = match read(&answer) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            attempts.failed(misfit).await?;
        }
    }

    /// Sends the call and reads its head, with as many attempts as the policy allows.
    pub(crate) async fn open(&self, call: Call<'_>) -> Result<Opened, Error> {
        Attempts::new(self, call)?.open().await
    }

    /// The limit for what is kept in memory of one answer, in bytes.
    pub(crate) fn max_body(&self) -> u64 {
        self.inner
            .as_ref()
            .as_ref()
            .map_or(0, |inner| inner.max_body)
    }

    pub(crate) fn version(&self) -> crate::address::cloud::ApiVersion {
        self.inner.as_ref().as_ref().map_or_else(
            |_| crate::address::cloud::ApiVersion::default(),
            |inner| inner.version,
        )
    }

    pub(crate) fn retry(&self) -> Option<&RetryPolicy> {
        self.inner.as_ref().as_ref().ok().map(|inner| &inner.retry)
    }

    /// The time by which waits are measured.
    pub(crate) fn now(&self) -> Instant {
        self.inner()
            .map_or_else(|_| Instant::now(), |inner| inner.http.now())
    }

    /// Waits until then, if that is not past.
    pub(crate) async fn sleep_until(&self, at: Instant) {
        if let Ok(inner) = self.inner() {
            inner
                .http
                .sleep(at.saturating_duration_since(inner.http.now()))
                .await;
        }
    }

    /// The root of the service that it reads from.
    pub(crate) fn root(&self) -> &str {
        self.inner
            .as_ref()
            .as_ref()
            .map_or("", |inner| inner.root.as_str())
    }

    pub(crate) fn inner(&self) -> Result<&Service, Error> {
        self.inner
            .as_ref()
            .as_ref()
            .map_err(|why| Error::new(ErrorKind::Config, why.clone()))
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
        let inner = self.into_inner()?;
        Ok(Client {
            inner: Arc::new(Ok(inner)),
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        match self.inner.as_ref() {
            Ok(inner) => shown
                .field("root", &inner.root.as_str())
                .field("version", &inner.version)
                .field("timeout", &inner.timeout)
                .field("max_body_bytes", &inner.max_body)
                .finish_non_exhaustive(),
            Err(why) => shown.field("broken", why).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
