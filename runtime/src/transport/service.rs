//! The service that a client reads from, with the client's limits.

use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::address::cloud::ApiVersion;
use crate::auth::cache::TokenCache;
use crate::error::Error;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::limiter::{Limiter, OnWait, Wait};
use crate::transport::origin::ServiceRoot;
use crate::transport::wire::Http;

/// What all clones of a client share.
pub(crate) struct Service {
    pub(crate) root: ServiceRoot,
    pub(crate) version: ApiVersion,
    pub(crate) tokens: TokenCache,
    pub(crate) user_agent: HeaderValue,
    /// The timeout of one attempt.
    pub(crate) timeout: Duration,
    /// The timeout for all attempts together.
    pub(crate) total: Option<Duration>,
    /// The largest body that is read into memory, in bytes.
    pub(crate) max_body: u64,
    pub(crate) http: Http,
    pub(crate) retry: RetryPolicy,
    pub(crate) limiter: Limiter,
    pub(crate) on_wait: Option<OnWait>,
}

impl Service {
    /// Reports the start of a wait to the hook, if there is one.
    pub(crate) fn notify_wait(
        &self,
        delay: Duration,
        attempt: u32,
        template: &str,
        error: Option<&Error>,
    ) {
        if let Some(hook) = &self.on_wait {
            hook(&Wait {
                delay,
                attempt,
                template,
                status: error.and_then(Error::status),
                throttle: error.and_then(Error::throttle),
            });
        }
    }
}
