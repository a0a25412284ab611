//! Sends requests and waits between them: the one place where a test replaces the network and the clock.

#[cfg(feature = "testing")]
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::http_client::{HttpClient, HttpFuture};
use crate::transport::http_request::HttpRequest;
#[cfg(feature = "testing")]
use crate::transport::origin::ServiceRoot;
use crate::transport::runtime::{Needs, check_drivers};
use crate::transport::stale_connections::StaleConnections;

/// Sends requests, and measures time.
#[derive(Clone)]
pub(crate) struct Http {
    client: Arc<dyn HttpClient>,
    /// The clock of a test. `None` is real time.
    #[cfg(feature = "testing")]
    time: Option<Arc<dyn SimulatedTime>>,
}

/// A clock that a wait advances at once.
#[cfg(feature = "testing")]
pub(crate) trait SimulatedTime: Send + Sync {
    /// Returns the time by which waits are measured.
    fn now(&self) -> Instant;

    /// Waits, or advances the clock.
    fn sleep(&self, delay: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// Puts another HTTP client around the one of a client, to see what it sends.
#[cfg(feature = "testing")]
pub(crate) trait WrapHttp: Send + Sync {
    /// Returns the HTTP client that is used instead.
    fn wrap(&self, client: Arc<dyn HttpClient>, root: &ServiceRoot) -> Arc<dyn HttpClient>;
}

impl Http {
    pub(crate) fn new(client: Arc<dyn HttpClient>) -> Self {
        Http {
            client,
            #[cfg(feature = "testing")]
            time: None,
        }
    }

    /// Measures time with a simulated clock, if there is one.
    #[cfg(feature = "testing")]
    pub(crate) fn with_time(self, time: Option<Arc<dyn SimulatedTime>>) -> Self {
        Http { time, ..self }
    }

    /// Sends the request.
    pub(super) fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        self.client.send(request)
    }

    /// Keeps later requests from connections that may be dead.
    pub(super) fn discard_connections(&self, stale: StaleConnections<'_>) {
        self.client.discard_connections(stale);
    }

    /// Rejects calls from outside a Tokio runtime, and from one that lacks what requests need.
    pub(crate) fn check_runtime(&self) -> Result<(), Error> {
        #[cfg(feature = "testing")]
        if self.time.is_some() {
            return check_drivers(Needs::Timers);
        }
        check_drivers(Needs::TimersAndIo)
    }

    /// Returns the time by which waits are measured.
    pub(crate) fn now(&self) -> Instant {
        #[cfg(feature = "testing")]
        if let Some(time) = &self.time {
            return time.now();
        }
        Instant::now()
    }

    /// Waits for the given time.
    pub(crate) async fn sleep(&self, delay: Duration) {
        #[cfg(feature = "testing")]
        if let Some(time) = &self.time {
            return time.sleep(delay).await;
        }
        tokio::time::sleep(delay).await;
    }
}

/// Whether a failure may be one of the connection, so that the next request should have another.
///
/// A 503 may concern only the server at its end (https://learn.microsoft.com/graph/errors). After a timeout or a broken
/// stream HTTP/2 goes on with the connection, even if nothing arrives there any more.
pub(crate) fn may_be_of_connection(error: &Error) -> bool {
    error.status() == Some(503) || matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Io)
}
