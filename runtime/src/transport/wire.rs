//! Sends requests and waits between them: the one place where a test replaces the network and the clock.

#[cfg(feature = "testing")]
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::transport::runtime::{Needs, check_drivers};
use crate::transport::wire_error::wire_error;

/// Sends requests.
pub(crate) enum Http {
    /// An HTTP client, and a second one that opens a new connection for every request, if there is one.
    Reqwest(reqwest::Client, Option<reqwest::Client>),
    /// A simulation, with its own clock.
    #[cfg(feature = "testing")]
    Simulated(Box<dyn Simulation>),
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
                    Some(unpooled) if new_connection => unpooled,
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
