//! The service that a client reads from, with the client's limits.

use std::sync::Arc;
use std::time::Duration;

use crate::auth::cache::TokenCache;
use crate::error::Error;
use crate::transport::limiter::{Limiter, Wait};
use crate::transport::origin::ServiceRoot;
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
