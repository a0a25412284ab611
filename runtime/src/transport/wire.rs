//! What sends requests and waits between them: the one place where a test can step in.

#[cfg(feature = "testing")]
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::transport::wire_error::wire_error;

/// Sends requests, one at a time.
pub(crate) enum Http {
    /// A client, and one that opens a new connection for every request, if there is one.
    Reqwest(reqwest::Client, Option<reqwest::Client>),
    /// Something else that answers, with a clock of its own.
    #[cfg(feature = "testing")]
    Simulated(Box<dyn Simulation>),
}

/// Answers requests without a network, and may let time pass faster than it does.
#[cfg(feature = "testing")]
pub(crate) trait Simulation: Send + Sync {
    /// The response to a request.
    fn respond(&self, request: &Request) -> Result<Response, Error>;

    /// The time, as far as waits are concerned.
    fn now(&self) -> Instant;

    /// Waits, or lets its own clock advance.
    fn sleep(&self, delay: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

impl Http {
    /// Sends the request; `new_connection` asks for a connection that no other request was sent on.
    pub(super) async fn execute(
        &self,
        request: Request,
        new_connection: bool,
    ) -> Result<Response, Error> {
        match self {
            Http::Reqwest(client, fresh) => {
                let client = fresh.as_ref().filter(|_| new_connection).unwrap_or(client);
                client.execute(request).await.map_err(wire_error)
            }
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.respond(&request),
        }
    }

    /// The time.
    pub(crate) fn now(&self) -> Instant {
        match self {
            Http::Reqwest(..) => Instant::now(),
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.now(),
        }
    }

    /// Waits.
    pub(crate) async fn sleep(&self, delay: Duration) {
        match self {
            Http::Reqwest(..) => tokio::time::sleep(delay).await,
            #[cfg(feature = "testing")]
            Http::Simulated(simulation) => simulation.sleep(delay).await,
        }
    }
}
