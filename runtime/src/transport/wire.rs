//! Sends requests and waits between them: the one place where a test replaces the network and the clock.

#[cfg(feature = "testing")]
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use reqwest::{Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::runtime::{Needs, check_drivers};
use crate::transport::wire_error::wire_error;

/// Sends requests.
pub(crate) enum Http {
    /// An HTTP client, and a second one that opens a new connection for every request, if there is one.
    Reqwest(reqwest::Client, Option<Unpooled>),
    /// A simulation, with its own clock.
    #[cfg(feature = "testing")]
    Simulated(Box<dyn Simulation>),
}

/// A client that opens a new connection for every request, built when it is first needed: most programs never do.
pub(crate) struct Unpooled {
    client: OnceLock<Option<reqwest::Client>>,
    build: Box<dyn Fn() -> Option<reqwest::Client> + Send + Sync>,
}

impl Unpooled {
    pub(crate) fn new(build: impl Fn() -> Option<reqwest::Client> + Send + Sync + 'static) -> Self {
        Unpooled {
            client: OnceLock::new(),
            build: Box::new(build),
        }
    }

    /// The client, or `None` if it cannot be built.
    fn client(&self) -> Option<&reqwest::Client> {
        self.client.get_or_init(&self.build).as_ref()
    }
}

/// Responds to requests without a network, with a clock that may run faster.
#[cfg(feature = "testing")]
pub(crate) trait Simulation: Send + Sync {
    /// Returns the response to a request.
    fn respond(&self, request: &Request) -> Result<Response, Error>;

    /// Returns the time by which waits are measured.
    fn now(&self) -> Instant;

    /// Waits, or advances the simulation's clock.
    fn sleep(&self, delay: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

impl Http {
    /// Sends the request, on a connection of its own if `new_connection` is set.
    pub(super) async fn execute(
        &self,
        request: Request,
        new_connection: bool,
    ) -> Result<Response, Error> {
        match self {
            Http::Reqwest(pooled, unpooled) => {
                let client = match unpooled {
                    Some(unpooled) if new_connection => unpooled.client().unwrap_or(pooled),
                    _ => pooled,
                };
                client.execute(request).await.map_err(wire_error)
            }
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.respond(&request),
        }
    }

    /// Rejects calls from outside a Tokio runtime, and from one that lacks what requests need.
    pub(crate) fn check_runtime(&self) -> Result<(), Error> {
        check_drivers(match self {
            Http::Reqwest(..) => Needs::TimersAndIo,
            #[cfg(feature = "testing")]
            Http::Simulated(_) => Needs::Timers,
        })
    }

    /// Returns the time by which waits are measured.
    pub(crate) fn now(&self) -> Instant {
        match self {
            Http::Reqwest(..) => Instant::now(),
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.now(),
        }
    }

    /// Waits for the given time.
    pub(crate) async fn sleep(&self, delay: Duration) {
        match self {
            Http::Reqwest(..) => tokio::time::sleep(delay).await,
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.sleep(delay).await,
        }
    }
}

/// Whether a failure may be one of the connection, so that the next attempt should have another.
///
/// A 503 may concern only the server at its end (https://learn.microsoft.com/graph/errors). After a timeout or a broken
/// stream HTTP/2 goes on with the connection, even if nothing arrives there any more.
pub(crate) fn may_be_of_connection(error: &Error) -> bool {
    error.status() == Some(503) || matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Io)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use reqwest::Method;

    use super::*;

    #[tokio::test]
    async fn the_client_for_new_connections_is_built_once_and_only_when_it_is_needed() {
        let pooled = crate::client::tls::http_client(true).unwrap();
        let built = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&built);
        let unpooled = Unpooled::new(move || {
            counter.fetch_add(1, Ordering::Relaxed);
            crate::client::tls::http_client(true).ok()
        });
        let http = Http::Reqwest(pooled, Some(unpooled));
        for (new_connection, expected) in [(false, 0), (true, 1), (true, 1)] {
            let nowhere = "http://127.0.0.1:1".parse().unwrap();
            let request = Request::new(Method::GET, nowhere);
            http.execute(request, new_connection).await.unwrap_err();
            assert_eq!(built.load(Ordering::Relaxed), expected);
        }
    }
}
