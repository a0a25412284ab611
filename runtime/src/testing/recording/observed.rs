//! Passes the body of a response on, and keeps what the recording needs.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use crate::testing::recording::exchange::{Body, Exchange, Log};
use crate::transport::exclusive::Exclusive;
use crate::transport::http_body::HttpBody;
use crate::transport::http_error::HttpError;

type Chunk = Result<Option<Bytes>, HttpError>;
type NextChunk = Pin<Box<dyn Future<Output = (HttpBody, Chunk)> + Send>>;

/// The chunks of a body. The exchange is recorded when they are dropped, unless the body is incomplete.
pub(super) struct Observed {
    next: Option<Exclusive<NextChunk>>,
    exchange: Option<Exchange>,
    number: usize,
    log: Arc<Log>,
    /// Whether the end was read, or need not be.
    is_complete: bool,
}

impl Observed {
    pub(super) fn new(body: HttpBody, number: usize, exchange: Exchange, log: Arc<Log>) -> Self {
        let is_complete = may_be_unread(&exchange);
        Observed {
            next: Some(next_chunk(body)),
            exchange: Some(exchange),
            number,
            log,
            is_complete,
        }
    }

    fn keep(&mut self, chunk: &Bytes) {
        match self.exchange.as_mut().map(|exchange| &mut exchange.body) {
            Some(Body::Content(content)) => content.extend_from_slice(chunk),
            Some(Body::Length(length)) => *length += chunk.len(),
            None => {}
        }
    }
}

/// Whether a response counts without its whole body: a download, a redirect, an error, or one without a body. Any other
/// that was not read to its end came too late, and was requested again.
fn may_be_unread(exchange: &Exchange) -> bool {
    let has_body = (200..300).contains(&exchange.status) && exchange.status != 204;
    !has_body || matches!(exchange.body, Body::Length(_))
}

fn next_chunk(mut body: HttpBody) -> Exclusive<NextChunk> {
    Exclusive::new(Box::pin(async move {
        let chunk = body.chunk().await;
        (body, chunk)
    }))
}

impl Stream for Observed {
    type Item = Result<Bytes, HttpError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(next) = &mut self.next else {
            return Poll::Ready(None);
        };
        let (body, chunk) = ready!(next.get_mut().as_mut().poll(context));
        self.next = None;
        Poll::Ready(match chunk {
            Ok(Some(chunk)) => {
                self.keep(&chunk);
                self.next = Some(next_chunk(body));
                Some(Ok(chunk))
            }
            Ok(None) => {
                self.is_complete = true;
                None
            }
            Err(error) => {
                self.exchange = None;
                Some(Err(error))
            }
        })
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        if let Some(exchange) = self.exchange.take().filter(|_| self.is_complete) {
            self.log.add(self.number, exchange);
        }
    }
}
