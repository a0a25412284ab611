//! What sends a request: the one place that a test can put itself into.

use reqwest::{Request, Response};

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
}
