//! How the fake replaces the network and time: it replies with the registered responses, and its waits pass at once.

use std::pin::Pin;
use std::time::Duration;

use reqwest::Method;
use tokio::time::Instant;

use crate::testing::batch;
use crate::testing::matcher::{BATCH, recorded_request};
use crate::testing::state::SharedState;
use crate::transport::http_error::HttpError;
use crate::transport::http_request::HttpRequest;
use crate::transport::http_response::HttpResponse;
use crate::transport::wire::SimulatedTime;

impl SharedState {
    pub(super) fn respond(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let recorded = recorded_request(request);
        let reply = if request.method == Method::POST && recorded.url == BATCH {
            let whole_batch = self.lock().reply_to_whole_batch(recorded);
            match whole_batch {
                Some(reply) => Ok(reply),
                None => batch::reply_to_parts(self, request.body.as_deref().unwrap_or_default()),
            }
        } else {
            self.reply_to(recorded)
        };
        let response = reply.and_then(|reply| reply.into_response(&request.url));
        response.map_err(HttpError::of)
    }
}

impl SimulatedTime for SharedState {
    fn now(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.lock().skipped_time).unwrap_or(now)
    }

    fn sleep(&self, delay: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            self.lock().record_wait(delay);
            // Like a real wait, this lets other tasks run first.
            tokio::task::yield_now().await;
        })
    }
}
