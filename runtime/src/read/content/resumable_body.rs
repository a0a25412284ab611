//! The bytes of a download, which resumes after the connection breaks.

use std::borrow::Cow;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};
use tokio::time::Instant;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::download_request::DownloadRequest;
use crate::read::content::progress::Progress;
use crate::read::content::range::Range;
use crate::read::content::response_head::ResponseHead;
use crate::read::content::validators::Validators;
use crate::request::retry_policy::Decision;
use crate::transport::clock::after;
use crate::transport::open_response::OpenResponse;

const CONTENT_CHANGED: &str = "the content changed after the connection broke: start again";
const NO_RANGES: &str =
    "the connection broke, and the service does not support ranges: start again";

/// An open download.
pub(super) struct ResumableBody {
    request: DownloadRequest,
    response: OpenResponse,
    /// How many bytes have been delivered.
    received: u64,
    /// How many bytes there are in all.
    total: Option<u64>,
    validators: Validators,
    /// How often the connection broke since the last byte.
    failures: u32,
    /// When the first of these failures was.
    broken_since: Option<Instant>,
}

impl ResumableBody {
    /// Sends the request for the first time.
    pub(super) async fn open(request: DownloadRequest) -> Result<Self, Error> {
        let response = request.send(request.range, None).await?;
        let head = ResponseHead::of_response(&response, request.range)?;
        Ok(ResumableBody {
            request,
            response,
            received: 0,
            total: head.remaining,
            validators: head.validators,
            failures: 0,
            broken_since: None,
        })
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    pub(super) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.response.headers.get(name)?.to_str().ok()
    }

    /// Returns the next chunk, from this connection or from another one.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            let interruption = match self.response.chunk().await {
                Ok(Some(bytes)) => return self.receive(bytes).map(Some),
                Ok(None) if self.is_complete() => return Ok(None),
                Ok(None) => self.ended_early(),
                Err(error) => error,
            };
            self.resume(interruption).await?;
        }
    }

    fn is_complete(&self) -> bool {
        self.total.is_none_or(|total| self.received >= total)
    }

    fn receive(&mut self, bytes: Bytes) -> Result<Bytes, Error> {
        self.failures = 0;
        self.broken_since = None;
        self.received += bytes.len() as u64;
        if let Some(total) = self.total.filter(|total| self.received > *total) {
            let summary = format!("the service sent more bytes than the {total} it announced");
            return Err(self.error(ErrorKind::Decode, summary));
        }
        if let Some(report) = &self.request.progress {
            report(Progress {
                received: self.received,
                total: self.total,
            });
        }
        Ok(bytes)
    }

    /// Requests the remaining bytes, when and as often as the retry policy allows.
    async fn resume(&mut self, interruption: Error) -> Result<(), Error> {
        if self.received > 0 && !self.validators.is_known() {
            // Nothing would show whether the content is still the same.
            return Err(interruption);
        }
        self.failures += 1;
        let now = self.request.client.now();
        let Some(delay) = self.retry_delay(&interruption, now) else {
            return Err(interruption);
        };
        self.wait(delay, now, &interruption).await;
        let sent = self
            .request
            .send(self.remaining_range(), self.condition())
            .await;
        match sent {
            Ok(response) => self.continue_with(response),
            // There are no further bytes, so there never were: the caller needs to know where the content ended.
            Err(error) if is_range_not_satisfiable(&error) => Err(interruption),
            Err(error) => Err(error),
        }
    }

    /// How long to wait before the next attempt; `None` if there is none.
    fn retry_delay(&mut self, interruption: &Error, now: Instant) -> Option<Duration> {
        let broken_since = *self.broken_since.get_or_insert(now);
        let elapsed = now.saturating_duration_since(broken_since);
        let own_policy = self.request.request.retry();
        let policy = own_policy.or(self.request.client.retry())?;
        match policy.decide(interruption, self.failures, elapsed, fastrand::f64()) {
            Decision::Wait(delay) => Some(delay),
            Decision::Stop => None,
        }
    }

    async fn wait(&self, delay: Duration, now: Instant, interruption: &Error) {
        let client = &self.request.client;
        if let Ok(service) = client.service() {
            let template = self.request.request.template();
            service.notify_wait(delay, self.failures, template, Some(interruption));
        }
        client.sleep_until(after(now, delay)).await;
    }

    /// The bytes that have not been received yet.
    fn remaining_range(&self) -> Option<Range> {
        let requested = self.request.range;
        if self.received == 0 {
            return requested;
        }
        Some(requested.unwrap_or(Range::WHOLE).after(self.received))
    }

    /// The validator that the content must still have, once some of it has been delivered.
    fn condition(&self) -> Option<&HeaderValue> {
        if self.received == 0 {
            return None;
        }
        self.validators.condition()
    }

    /// Continues with another response, if it has the remaining bytes of the same content.
    fn continue_with(&mut self, response: OpenResponse) -> Result<(), Error> {
        if self.received == 0 {
            // Nothing has been delivered, so this is the first response again.
            let head = ResponseHead::of_response(&response, self.request.range)?;
            self.total = head.remaining;
            self.validators = head.validators;
        } else if response.status == StatusCode::PARTIAL_CONTENT {
            let head = ResponseHead::of_response(&response, self.remaining_range())?;
            if !self.validators.matches(&head.validators) {
                return Err(self.error(ErrorKind::Decode, CONTENT_CHANGED));
            }
            if self.total.is_none() {
                let received = self.received;
                self.total = head.remaining.map(|rest| received.saturating_add(rest));
            }
        } else {
            let validators = Validators::new(&response.headers, None);
            let summary = if self.validators.matches(&validators) {
                NO_RANGES
            } else {
                CONTENT_CHANGED
            };
            return Err(self.error(ErrorKind::Decode, summary));
        }
        self.response = response;
        Ok(())
    }

    fn ended_early(&self) -> Error {
        let summary = format!("the content ended after {} bytes", self.received);
        self.error(ErrorKind::Io, summary)
    }

    fn error(&self, kind: ErrorKind, summary: impl Into<Cow<'static, str>>) -> Error {
        Error::new(kind, summary).with_context(self.response.context.clone())
    }
}

fn is_range_not_satisfiable(error: &Error) -> bool {
    error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE.as_u16())
}
