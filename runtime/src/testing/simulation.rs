//! The fake as a transport: it answers from what was registered, and its time passes at once.

use std::pin::Pin;
use std::time::Duration;

use reqwest::{Method, Request, Response};
use tokio::time::Instant;

use crate::error::Error;
use crate::testing::state::SharedState;
use crate::testing::{batch, matcher};
use crate::transport::wire::Simulation;

impl Simulation for SharedState {
    fn respond(&self, request: &Request) -> Result<Response, Error> {
        let recorded = matcher::recorded(request);
        let reply = if *request.method() == Method::POST {
            let whole = self.lock().whole_batch(recorded);
            match whole {
                Some(reply) => reply,
                None => batch::reply_to(self, posted_bytes(request))?,
            }
        } else {
            self.reply_to(recorded)?
        };
        reply.into_response(request.url().clone())
    }

    fn now(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.lock().ahead).unwrap_or(now)
    }

    fn sleep(&self, delay: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(async move {
            self.lock().wait(delay);
            // Like a real wait, it lets other tasks run first.
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
