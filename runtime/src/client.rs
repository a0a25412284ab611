//! The client: one for a whole program.

mod builder;
mod tls;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::auth::{IntoCredential, TokenCredential, TokenRequest};
use crate::cloud::ApiVersion;
use crate::error::{Error, ErrorKind};
use crate::origin::Root;

pub use builder::ClientBuilder;

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
    inner: Arc<Result<Inner, String>>,
}

/// What all clones share.
pub(crate) struct Inner {
    pub(crate) root: Root,
    pub(crate) version: ApiVersion,
    pub(crate) credential: Arc<dyn TokenCredential>,
    pub(crate) token_request: TokenRequest,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    pub(crate) max_body: u64,
    pub(crate) http: reqwest::Client,
}

impl Client {
    /// A client of the world-wide service, v1.0, with this credential: a string, a closure, or a
    /// [`TokenCredential`](crate::TokenCredential).
    ///
    /// It cannot fail: where TLS cannot be set up, the first request says so.
    pub fn new<Kind>(credential: impl IntoCredential<Kind>) -> Self {
        let built = Self::builder().credential(credential).into_inner();
        Self { inner: Arc::new(built.map_err(|error| error.what().to_owned())) }
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

    pub(crate) fn inner(&self) -> Result<&Inner, Error> {
        self.inner.as_ref().as_ref().map_err(|why| Error::new(ErrorKind::Config, why.clone()))
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
