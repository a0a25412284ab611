//! The settings in which clients over the same connections may differ.

use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderValue};

use crate::address::cloud::ApiVersion;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::limiter::OnWait;

/// Long enough for the slowest reports, and short enough to notice a dead connection.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(100);
/// More than any page that the service sends, in bytes.
const DEFAULT_MAX_BODY: u64 = 256 * 1024 * 1024;
/// The product of this library in `User-Agent`.
pub(crate) const USER_AGENT: &str = concat!("graph-resource/", env!("CARGO_PKG_VERSION"));

/// The settings that [`Client::with`](crate::Client::with) changes. Everything else, such as the credential, the
/// connections and the limits on concurrent requests, belongs to all clients that are derived from one.
#[derive(Clone)]
#[must_use = "a derived client has the settings that the closure returns"]
pub struct ClientSettings {
    pub(crate) version: ApiVersion,
    /// The timeout of one attempt.
    pub(crate) timeout: Duration,
    /// The timeout for all attempts together.
    pub(crate) total: Option<Duration>,
    /// The largest body that is read into memory, in bytes.
    pub(crate) max_body: u64,
    pub(crate) retry: RetryPolicy,
    pub(crate) on_wait: Option<OnWait>,
    pub(crate) user_agent: HeaderValue,
    /// The headers of all requests that do not set their own.
    pub(crate) headers: HeaderMap,
    /// Why the first invalid setting is invalid.
    pub(crate) fault: Option<Box<str>>,
}

impl Default for ClientSettings {
    fn default() -> Self {
        ClientSettings {
            version: ApiVersion::default(),
            timeout: DEFAULT_TIMEOUT,
            total: None,
            max_body: DEFAULT_MAX_BODY,
            retry: RetryPolicy::default(),
            on_wait: None,
            user_agent: HeaderValue::from_static(USER_AGENT),
            headers: HeaderMap::new(),
            fault: None,
        }
    }
}
