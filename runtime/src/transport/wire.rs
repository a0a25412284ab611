//! What sends requests and waits between them: the one place that a test can put itself into.

use std::time::Duration;

use reqwest::{Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::transport::wire_error;

/// Sends requests, one at a time.
pub(crate) enum Http {
    /// A client, and one that has a new connection for every request, if there is such a one.
    Reqwest(reqwest::Client, Option<reqwest::Client>),
    #[cfg(feature = "testing")]
    Fake(crate::testing::Fake),
}

impl Http {
    /// Sends the request; `afresh` asks for a connection that no other request was sent on.
    pub(super) async fn execute(&self, request: Request, afresh: bool) -> Result<Response, Error> {
        match self {
            Http::Reqwest(client, fresh) => {
                let client = fresh.as_ref().filter(|_| afresh).unwrap_or(client);
                client.execute(request).await.map_err(wire_error)
            }
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.answer(&request),
        }
    }

    /// The time by which waits are measured.
    pub(crate) fn now(&self) -> Instant {
        match self {
            Http::Reqwest(..) => Instant::now(),
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.now(),
        }
    }

    /// Waits until `now` has gone on by that much.
    pub(crate) async fn sleep(&self, delay: Duration) {
        match self {
            Http::Reqwest(..) => tokio::time::sleep(delay).await,
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.sleep(delay).await,
        }
    }
}
