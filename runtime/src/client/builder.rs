//! The settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::address::cloud::{ApiVersion, Cloud};
use crate::address::workload::Workload;
use crate::auth::cache::TokenCache;
use crate::auth::credential::TokenCredential;
use crate::auth::into::{CredentialError, IntoCredential};
use crate::auth::token::TokenRequest;
use crate::client::default_client::DefaultClient;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::headers;
use crate::transport::http_client::HttpClient;
use crate::transport::limiter::{Limiter, Wait};
use crate::transport::origin::ServiceRoot;
use crate::transport::places::ConcurrencyLimits;
use crate::transport::service::Service;
use crate::transport::settings::ClientSettings;
use crate::transport::wire::Http;
#[cfg(feature = "testing")]
use crate::transport::wire::{SimulatedTime, WrapHttp};

/// Configures a client; returned by [`Client::builder`](crate::Client::builder).
#[derive(Default)]
#[must_use = "a builder does nothing until `.build()`"]
pub struct ClientBuilder {
    credential: Option<Arc<dyn TokenCredential>>,
    base_url: Option<String>,
    cloud: Option<Cloud>,
    http: Option<Arc<dyn HttpClient>>,
    #[cfg(feature = "testing")]
    time: Option<Arc<dyn SimulatedTime>>,
    #[cfg(feature = "testing")]
    wrapper: Option<Arc<dyn WrapHttp>>,
    concurrency: ConcurrencyLimits,
    settings: ClientSettings,
}

impl ClientBuilder {
    /// Sets the credential: a token, a closure that returns one, or a [`TokenCredential`]. It is the only required
    /// setting.
    ///
    /// [`IntoCredential`] lists all forms.
    ///
    /// ```
    /// # use graph_resource::Client;
    /// let builder = Client::builder().credential(|| std::env::var("GRAPH_ACCESS_TOKEN"));
    /// ```
    pub fn credential<Kind>(
        mut self,
        credential: impl IntoCredential<Kind, Error: CredentialError>,
    ) -> Self {
        self.credential = Some(credential.into_credential());
        self
    }

    /// Sets the root of the service, without a version. The default is the root of the [`cloud`](Self::cloud), which is
    /// `https://graph.microsoft.com` if none is set.
    ///
    /// Use it for a gateway, whose URL may have a path, or for a local service: `http` is allowed on this machine only.
    ///
    /// ```
    /// # use graph_resource::Client;
    /// let builder = Client::builder().base_url("https://gateway.contoso.com/graph");
    /// ```
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the national cloud, which decides the root URL and the token scope. With a [`base_url`](Self::base_url) it
    /// decides the scope only. The default is the cloud that the host of the base URL belongs to, or else
    /// [`Cloud::Global`].
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = Some(cloud);
        self
    }

    /// Sets the version for all resources that do not declare one. The default is v1.0.
    pub fn version(mut self, version: ApiVersion) -> Self {
        self.settings = self.settings.version(version);
        self
    }

    /// Sets your own HTTP client: a `reqwest::Client`, for a proxy, a root certificate or a resolver, or any other
    /// [`HttpClient`].
    ///
    /// Build a `reqwest::Client` with `redirect::Policy::none()`: this library follows redirects itself, to keep the token
    /// and the requests of a batch from other hosts and to end loops, and returns an error if the client has followed one.
    /// Its default headers must not contain `Authorization`, since they are sent to every host.
    ///
    /// Enable a TLS feature of `reqwest` in your `Cargo.toml` to build one, such as its default `rustls`, or `native-tls`.
    /// Cargo builds `reqwest` once, with the features that all crates of the program request. This crate requests rustls
    /// without a cryptography provider, since it passes its own, and without another TLS feature
    /// `reqwest::Client::builder().build()` then panics: it looks for the provider of the process, which
    /// `CryptoProvider::install_default` of rustls sets.
    ///
    /// Your client manages its own connections. The default one differs from a `reqwest::Client` in this:
    ///
    /// - After a 503, a timeout, or a connection that broke, further requests to the service use a new connection, while
    ///   those in flight finish on the old one. The same applies to all other hosts together. A `reqwest::Client` keeps an
    ///   HTTP/2 connection on which nothing arrives any more; implement [`HttpClient::discard_connections`] to replace it.
    /// - A download ([`Content`](crate::Content)) has an HTTP/1.1 connection to itself while it is open. Over HTTP/2, open
    ///   downloads share a connection with other requests, and keep them waiting if they are read slowly. Build a
    ///   `reqwest::Client` with `http1_only()`, or send requests that are marked as
    ///   [downloads](crate::transport::HttpRequest::is_download) with another one.
    /// - The headers of a response may have 408 KiB. Over HTTP/2 a `reqwest::Client` reports more than 16 KiB as a broken
    ///   connection, unless you set `http2_max_header_list_size`.
    ///
    /// ```no_run
    /// # use graph_resource::Client;
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let http = reqwest::Client::builder()
    ///     .redirect(reqwest::redirect::Policy::none())
    ///     .proxy(reqwest::Proxy::https("http://proxy.contoso.com:8080")?)
    ///     .build()?;
    /// let client = Client::builder().credential("eyJ0…").http_client(http).build()?;
    /// # Ok(()) }
    /// ```
    pub fn http_client(mut self, client: impl HttpClient) -> Self {
        self.http = Some(Arc::new(client));
        self
    }

    /// Sets the timeout of one attempt, from the request for a token to the end of the body. The default is 100 seconds.
    ///
    /// An attempt that takes longer fails with [`ErrorKind::Timeout`], or with [`ErrorKind::Status`] if only the body
    /// of an error response is late. The retry policy then decides about the next one. Since the connection may be dead,
    /// further requests use a new one, which costs them a handshake if the response was only slow. A read that you cancel
    /// yourself does not have this effect: prefer this timeout to one of your own. For a download
    /// ([`Content`](crate::Content)) it limits the wait for the head of the response, and then each wait for further
    /// bytes.
    ///
    /// On its own, it also limits how long each attempt waits for a place among the
    /// [concurrent requests](Self::max_concurrent_requests), and for its turn where requests are spaced out. A read that
    /// waits longer is not sent, and fails with [`ErrorKind::Timeout`]. That is not an attempt, so it is not retried: start
    /// fewer reads at once, or set a longer timeout. The batches of one [`batch_all`](crate::Client::batch_all) may wait
    /// longer for each other.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings = self.settings.timeout(timeout);
        self
    }

    /// Sets the timeout for all attempts at one page or object together, including the waits before and between them. By
    /// default only the retry policy limits them.
    ///
    /// In a listing it applies to each page, in a batch to the whole batch, and in a download to all of its content, also
    /// while the caller works on a chunk of it. When it has passed, the read fails with [`ErrorKind::Timeout`]. If the
    /// next attempt would start too late, the read fails at once with the error of the last one.
    ///
    /// ```
    /// # use std::time::Duration;
    /// # use graph_resource::Client;
    /// let builder = Client::builder().timeout(Duration::from_secs(10)).total_timeout(Duration::from_secs(60));
    /// ```
    pub fn total_timeout(mut self, timeout: Duration) -> Self {
        self.settings = self.settings.total_timeout(timeout);
        self
    }

    /// Sets the size of the largest body that is read into memory, in bytes. The default is 256 MiB. A read with a larger
    /// body fails with [`ErrorKind::Limit`].
    pub fn max_body_bytes(mut self, bytes: u64) -> Self {
        self.settings = self.settings.max_body_bytes(bytes);
        self
    }

    /// Sets the retry policy, instead of [`RetryPolicy::default`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings = self.settings.retry(policy);
        self
    }

    /// Sets how many requests of all clones of the client may be in flight at once; others wait. The default is 16,
    /// and 0 counts as 1.
    ///
    /// A request in flight runs in a task of its own. It frees its place when it is done or its future is dropped, even
    /// if that future is never polled.
    ///
    /// A download ([`Content`](crate::Content)) counts until the head of its response has arrived, since its body may be
    /// read slowly. Each open download has a connection to itself, so it keeps no other request waiting.
    pub fn max_concurrent_requests(mut self, requests: usize) -> Self {
        self.concurrency.all = requests;
        self
    }

    /// Sets how many requests of all clones of the client may be in flight to one workload at once, in addition to
    /// [`max_concurrent_requests`](Self::max_concurrent_requests). `None` lifts the limit, and 0 counts as 1.
    ///
    /// These workloads have a limit by default, which is the one that Microsoft [documents]. The others have none.
    ///
    /// | workload | concurrent requests |
    /// |---|---|
    /// | [`Insights`](Workload::Insights) | 4 |
    /// | [`OneNote`](Workload::OneNote) | 5 |
    /// | [`Outlook`](Workload::Outlook), all mailboxes together | 4 |
    /// | [`SecureScores`](Workload::SecureScores) | 4 |
    ///
    /// A read that waits for a workload does not take a place from reads of others. A batch takes a place for each of its
    /// requests that the service runs at once, and keeps them while it waits for those of another limited workload; the
    /// [guide](crate::guide::batch) has the details.
    ///
    /// ```
    /// # use graph_resource::{Client, Workload};
    /// let builder = Client::builder()
    ///     .max_concurrent_requests_to(Workload::Outlook, 2)      // another program of the same app needs the rest
    ///     .max_concurrent_requests_to(Workload::OneNote, None);  // only `max_concurrent_requests` counts
    /// ```
    ///
    /// [documents]: https://learn.microsoft.com/graph/throttling-limits
    pub fn max_concurrent_requests_to(
        mut self,
        workload: Workload,
        requests: impl Into<Option<usize>>,
    ) -> Self {
        self.concurrency.set(workload, requests.into());
        self
    }

    /// Calls `hook` before each wait: before a retry, because the service throttled another request and this one must wait
    /// too, or because requests are spaced out while their limit is nearly used up. The wait starts when the hook returns,
    /// so it must not block. A second call replaces the hook.
    ///
    /// In a batch, the hook is called for each part that waits, or once if the whole batch failed or is spaced out. A wait
    /// for a place among the [concurrent requests](Self::max_concurrent_requests) is not reported.
    ///
    /// ```
    /// # use graph_resource::Client;
    /// let builder = Client::builder().on_wait(|wait| eprintln!("waiting {:?}", wait.delay));
    /// ```
    pub fn on_wait(mut self, hook: impl Fn(&Wait<'_>) + Send + Sync + 'static) -> Self {
        self.settings = self.settings.on_wait(hook);
        self
    }

    /// Sets the name of your program in `User-Agent`, where `graph-resource/…` follows it. It must not be empty.
    ///
    /// ```
    /// # use graph_resource::Client;
    /// let builder = Client::builder().user_agent("contoso-sync/2.1");
    /// ```
    pub fn user_agent(mut self, product: impl AsRef<str>) -> Self {
        self.settings = self.settings.user_agent(product);
        self
    }

    /// Sets a header for all requests, also for each request of a batch. A header that a request sets itself wins over
    /// it, except that preferences (`Prefer`) are added to those of the request, which take precedence. A second call
    /// with the same name replaces the value.
    ///
    /// Building the client fails if HTTP cannot carry the name or the value, if the header is reserved for the client,
    /// such as `Authorization`, or if it belongs to a single request, such as `Range`. It is never sent to another host
    /// after a redirect, unless it only describes the response, as `Accept-Language` does.
    ///
    /// ```
    /// # use graph_resource::Client;
    /// let builder = Client::builder().default_header("Prefer", "include-unknown-enum-members");
    /// ```
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.settings = self.settings.default_header(name, value);
        self
    }

    /// Measures time with a clock that a wait advances at once.
    #[cfg(feature = "testing")]
    pub(crate) fn simulated_time(mut self, time: Arc<dyn SimulatedTime>) -> Self {
        self.time = Some(time);
        self
    }

    /// Wraps the HTTP client, also the default one, when the client is built.
    #[cfg(feature = "testing")]
    pub(crate) fn wrap_http(mut self, wrapper: Arc<dyn WrapHttp>) -> Self {
        self.wrapper = Some(wrapper);
        self
    }

    pub(super) fn into_service(self) -> Result<Service, Error> {
        let Some(credential) = self.credential else {
            return Err(config(
                "the client has no credential: set one with `.credential(…)`",
            ));
        };
        let cloud = self.cloud.unwrap_or_default();
        let root = ServiceRoot::parse(self.base_url.as_deref().unwrap_or(cloud.root()))?;
        let cloud = cloud_of(&root, self.cloud)?;
        let http = match self.http {
            Some(http) => http,
            None => Arc::new(DefaultClient::new(root.clone()).map_err(config)?),
        };
        #[cfg(feature = "testing")]
        let http = match self.wrapper {
            Some(wrapper) => wrapper.wrap(http, &root),
            None => http,
        };
        if let Some(fault) = self.settings.fault {
            return Err(config(fault.into_string()));
        }
        let http = Http::new(http);
        #[cfg(feature = "testing")]
        let http = http.with_time(self.time);
        Ok(Service {
            tokens: Arc::new(TokenCache::new(
                credential,
                TokenRequest::new([cloud.scope()]),
            )),
            http,
            root,
            limiter: Arc::new(Limiter::new(&self.concurrency)),
            default_headers: headers::defaults(&self.settings),
            settings: self.settings,
        })
    }
}

/// The cloud whose tokens are sent. The root of one cloud never gets the tokens of another.
fn cloud_of(root: &ServiceRoot, configured: Option<Cloud>) -> Result<Cloud, Error> {
    match (root.cloud(), configured) {
        (Some(own), Some(configured)) if own != configured => Err(config(format!(
            "the base URL belongs to the cloud `{own:?}`, but `.cloud(…)` is `{configured:?}`: set only one of them"
        ))),
        (own, configured) => Ok(configured.or(own).unwrap_or_default()),
    }
}

fn config(summary: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Config, summary)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("cloud", &self.cloud)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
