//! The service that a client reads from, with the client's limits.

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::auth::cache::TokenCache;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::limiter::{Limiter, Wait};
use crate::transport::origin::ServiceRoot;
use crate::transport::pacing::Observation;
use crate::transport::settings::ClientSettings;
use crate::transport::wire::Http;

/// What all clones of a client share, and but for the settings, all clients that are derived from it.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) root: ServiceRoot,
    pub(crate) tokens: Arc<TokenCache>,
    pub(crate) http: Http,
    pub(crate) limiter: Arc<Limiter>,
    pub(crate) settings: ClientSettings,
    /// The headers of all requests that do not set their own.
    pub(crate) default_headers: HeaderMap,
}

const READ_BY_CREDENTIAL: &str = "deadlock: a credential must not read with the client that it returns tokens for; give it a client of its own";

impl Service {
    /// Rejects reads that cannot finish: on a runtime that lacks what requests need, and by the client's own credential,
    /// which would wait for its own token.
    pub(crate) fn check_caller(&self) -> Result<(), Error> {
        self.http.check_runtime()?;
        if self.tokens.is_called_by_credential() {
            return Err(Error::new(ErrorKind::Config, READ_BY_CREDENTIAL));
        }
        Ok(())
    }

    /// The timeout of an attempt: the request's own, if it has one, or else the client's.
    pub(crate) fn attempt_timeout(&self, own: Option<Duration>) -> Duration {
        own.unwrap_or(self.settings.timeout)
    }

    /// Records what a response says about limits.
    pub(crate) fn observe(&self, observation: &Observation) {
        let now = || self.http.now();
        self.limiter.pacing.observe(observation, now);
    }

    /// Reports the start of a wait to the hook, if there is one.
    pub(crate) fn notify_wait(
        &self,
        delay: Duration,
        attempt: u32,
        template: &str,
        error: Option<&Error>,
    ) {
        if let Some(hook) = &self.settings.on_wait {
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
