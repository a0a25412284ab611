//! The service that a client reads from, and the limits under which it does.

use std::time::Duration;

use reqwest::header::HeaderValue;

use crate::address::cloud::ApiVersion;
use crate::auth::cache::TokenCache;
use crate::error::Error;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::limiter::{Limiter, OnWait, Wait};
use crate::transport::origin::ServiceRoot;
use crate::transport::wire::Http;

/// What all clones share.
pub(crate) struct Service {
    pub(crate) root: ServiceRoot,
    pub(crate) version: ApiVersion,
    pub(crate) tokens: TokenCache,
    pub(crate) user_agent: HeaderValue,
    pub(crate) timeout: Duration,
    /// The time for all attempts together.
    pub(crate) total: Option<Duration>,
    pub(crate) max_body: u64,
    pub(crate) http: Http,
    pub(crate) retry: RetryPolicy,
    pub(crate) limiter: Limiter,
    pub(crate) on_wait: Option<OnWait>,
}

impl Service {
    /// Tells the hook, if there is one, of a wait that begins.
    pub(crate) fn notify_wait(
        &self,
        delay: Duration,
        attempt: u32,
        template: &str,
        error: Option<&Error>,
    ) {
        if let Some(hook) = &self.on_wait {
            let (status, throttle) = (
                error.and_then(Error::status),
                error.and_then(Error::throttle),
            );
            hook(&Wait {
                delay,
                attempt,
                template,
                status,
                throttle,
            });
        }
    }
}
