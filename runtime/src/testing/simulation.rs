//! The fake as a transport: it replies with the registered responses, and its waits pass at once.

use std::pin::Pin;
use std::time::Duration;

use reqwest::{Method, Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::testing::batch;
use crate::testing::matcher::recorded_request;
use crate::testing::state::SharedState;
use crate::transport::wire::Simulation;

impl Simulation for SharedState {
    fn respond(&self, request: &Request) -> Result<Response, Error> {
        let recorded = recorded_request(request);
        let reply = if *request.method() == Method::POST {
            let whole_batch = self.lock().reply_to_whole_batch(recorded);
            match whole_batch {
                Some(reply) => reply,
                None => batch::reply_to_parts(self, posted_bytes(request))?,
            }
        } else {
            self.reply_to(recorded)?
        };
        reply.into_response(request.url().clone())
    }

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

fn posted_bytes(request: &Request) -> &[u8] {
    request
        .body()
        .and_then(|body| body.as_bytes())
        .unwrap_or_default()
}
