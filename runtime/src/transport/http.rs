//! What sends requests and waits between them: the one place that a test can put itself into.

use std::time::Duration;

use reqwest::{Request, Response};
use tokio::time::Instant;

use super::wire_error;
use crate::error::Error;

/// Sends requests, one at a time.
pub(crate) enum Http {
    Reqwest(reqwest::Client),
    #[cfg(feature = "testing")]
    Fake(crate::testing::Fake),
}

impl Http {
    pub(super) async fn execute(&self, request: Request) -> Result<Response, Error> {
        match self {
            Http::Reqwest(client) => client.execute(request).await.map_err(wire_error),
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.answer(&request),
        }
    }

    /// The time by which waits are measured.
    pub(crate) fn now(&self) -> Instant {
        match self {
            Http::Reqwest(_) => Instant::now(),
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.now(),
        }
    }

    /// Waits until `now` has gone on by that much.
    pub(crate) async fn sleep(&self, delay: Duration) {
        match self {
            Http::Reqwest(_) => tokio::time::sleep(delay).await,
            #[cfg(feature = "testing")]
            Http::Fake(fake) => fake.sleep(delay).await,
        }
    }
}
