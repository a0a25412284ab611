//! Configuring a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::address::cloud::{ApiVersion, Cloud};
use crate::auth::cache::TokenCache;
use crate::auth::credential::TokenCredential;
use crate::auth::into::IntoCredential;
use crate::auth::token::TokenRequest;
use crate::client::tls;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::limiter::{Limiter, OnWait, Wait};
use crate::transport::origin::ServiceRoot;
use crate::transport::service::Service;
use crate::transport::wire::Http;

/// Long enough for the slowest reports, short enough to notice a dead connection.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(100);
/// More than any page that the service sends.
const DEFAULT_MAX_BODY: u64 = 256 * 1024 * 1024;
/// Enough to keep a connection busy; Graph's own limits for one program are of this order.
const DEFAULT_CONCURRENCY: usize = 16;
/// How this library calls itself.
const USER_AGENT: &str = concat!("graph-resource/", env!("CARGO_PKG_VERSION"));

/// Configures a [`Client`]; made by [`Client::builder`].
#[derive(Default)]
#[must_use = "a builder does nothing until `.build()`"]
pub struct ClientBuilder {
    credential: Option<Arc<dyn TokenCredential>>,
    base_url: Option<String>,
    cloud: Option<Cloud>,
    version: ApiVersion,
    http: Option<Http>,
    timeout: Option<Duration>,
    total: Option<Duration>,
    max_body: Option<u64>,
    user_agent: Option<String>,
    retry: RetryPolicy,
    concurrency: Option<usize>,
    on_wait: Option<OnWait>,
}

impl ClientBuilder {
    /// Who asks: a token, a closure, or a [`TokenCredential`]. The only setting that has to be there.
    ///
    /// See [`IntoCredential`] for all forms.
    pub fn credential<Kind>(mut self, credential: impl IntoCredential<Kind>) -> Self {
        self.credential = Some(credential.into_credential());
        self
    }

    /// The root of the service without a version, `https://graph.microsoft.com` if it is not set: for a gateway (a path in
    /// front is fine) or a local service (`http` is allowed on this machine only).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// The national cloud: root URL and token scope together. With a [`base_url`](Self::base_url), the scope alone.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// The version for all resources that do not say theirs; v1.0 if it is not set.
    pub fn version(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    /// A [`reqwest::Client`] of your own, for a proxy, a root certificate, a resolver.
    ///
    /// Build it with `reqwest::redirect::Policy::none()`: redirects are followed here, where the token can be kept from other
    /// hosts, and one that the client followed by itself is an error. It must not have an `Authorization` among
    /// its default headers, since those go everywhere. Which connection a request goes over is its own affair, also after a
    /// 503, which is otherwise tried again on another one.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Some(Http::Reqwest(client, None));
        self
    }

    /// The time for one attempt, from asking for the token to the end of the body; 100 seconds if it is not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The time for all attempts at one page or object together, with the waits before and between them; no limit but
    /// the retry policy's if it is not set. A listing has it for each page, a batch once for all of it.
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.total = Some(timeout);
        self
    }

    /// The largest body that is read into memory, 256 MiB if it is not set.
    pub fn max_body_bytes(mut self, bytes: u64) -> Self {
        self.max_body = Some(bytes);
        self
    }

    /// When a read is tried again, in the place of [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many requests may be under way at once, over all clones of the client; 16 if it is not set. The others wait.
    /// A download ([`Content`](crate::Content)) counts until its head has come, for its bytes may be read at leisure.
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        self.concurrency = Some(requests);
        self
    }

    /// Calls `hook` before each wait: for another attempt, or because a part of the service wants to be left alone.
    pub fn on_wait(mut self, hook: impl Fn(&Wait<'_>) + Send + Sync + 'static) -> Self {
        self.on_wait = Some(Arc::new(hook));
        self
    }

    /// How your program calls itself, `contoso-sync/2.1`: it stands before `graph-resource/…` in `User-Agent`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    #[cfg(feature = "testing")]
    pub(crate) fn sent_by(mut self, http: Http) -> Self {
        self.http = Some(http);
        self
    }

    pub(super) fn into_service(self) -> Result<Service, Error> {
        let credential = self
            .credential
            .ok_or_else(|| config("the client has no credential: set one by `.credential(…)`"))?;
        let cloud = self.cloud.unwrap_or_default();
        let root = ServiceRoot::parse(self.base_url.as_deref().unwrap_or(cloud.root()))?;
        let cloud = cloud_of(&root, self.cloud)?;
        let http = match self.http {
            Some(http) => http,
            None => {
                let (client, fresh) = tls::http_clients(root.is_plain()).map_err(config)?;
                Http::Reqwest(client, Some(fresh))
            }
        };
        Ok(Service {
            version: self.version,
            tokens: TokenCache::new(credential, TokenRequest::new([cloud.scope()])),
            user_agent: user_agent(self.user_agent.as_deref())?,
            timeout: self.timeout.unwrap_or(DEFAULT_TIMEOUT),
            total: self.total,
            max_body: self.max_body.unwrap_or(DEFAULT_MAX_BODY),
            http,
            root,
            retry: self.retry,
            limiter: Limiter::new(self.concurrency.unwrap_or(DEFAULT_CONCURRENCY)),
            on_wait: self.on_wait,
        })
    }
}

/// The cloud for the scope. A root that belongs to one cloud never gets the tokens of another.
fn cloud_of(root: &ServiceRoot, asked: Option<Cloud>) -> Result<Cloud, Error> {
    match (root.cloud(), asked) {
        (Some(own), Some(asked)) if own != asked => Err(config(format!(
            "the base URL belongs to the cloud `{own:?}`, but `{asked:?}` is set: leave one of them off"
        ))),
        (own, asked) => Ok(asked.or(own).unwrap_or_default()),
    }
}

fn user_agent(product: Option<&str>) -> Result<HeaderValue, Error> {
    let Some(product) = product else {
        return Ok(HeaderValue::from_static(USER_AGENT));
    };
    HeaderValue::from_str(&format!("{product} {USER_AGENT}"))
        .map_err(|_| config("the user agent has a character that no header can carry"))
}

fn config(what: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Config, what)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("cloud", &self.cloud)
            .field("version", &self.version)
            .field("timeout", &self.timeout)
            .field("max_body_bytes", &self.max_body)
            .field("user_agent", &self.user_agent)
            .finish_non_exhaustive()
    }
}
