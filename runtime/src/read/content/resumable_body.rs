//! The bytes of a download, which resumes after the connection breaks.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::download_request::DownloadRequest;
use crate::read::content::progress::{OnProgress, Progress};
use crate::read::content::range::Range;
use crate::read::content::response_head::ResponseHead;
use crate::read::content::validators::Validators;
use crate::read::head::Head;
use crate::transport::attempts::{Attempts, next_in_task};
use crate::transport::open_response::OpenResponse;

const CONTENT_CHANGED: &str = "the content changed after the connection broke: start again";
const NO_RANGES: &str =
    "the connection broke, and the service does not support ranges: start again";
const NO_STRONG_VALIDATOR: &str = "the connection broke, and without a strong entity tag nothing shows that the content is still the same: start again";

/// An open download.
pub(crate) struct ResumableBody {
    /// The attempts since the last byte that arrived.
    attempts: Box<Attempts>,
    response: OpenResponse,
    /// The head of the response that the first byte was in, or will be.
    head: Arc<Head>,
    /// The range that the caller asked for; `None` for the whole content.
    range: Option<Range>,
    progress: Option<OnProgress>,
    /// Whether the content may start again after bytes were delivered, because nobody has used them yet.
    may_restart: bool,
    /// How often the content has started again.
    restarts: u32,
    /// How many bytes have been delivered since the content started.
    received: u64,
    /// The most bytes that have been delivered since a start.
    furthest: u64,
    /// How many bytes there are in all.
    total: Option<u64>,
    validators: Validators,
}

/// The response to a request that need not return the content.
#[allow(clippy::large_enum_variant, reason = "there is one per download")]
pub(crate) enum Opened {
    /// There is no content, or it has not changed: there is only a head.
    Nothing(Head),
    Body(ResumableBody),
}

impl ResumableBody {
    /// Sends the request for the first time.
    pub(super) async fn open(request: DownloadRequest) -> Result<Self, Error> {
        let attempts = request.attempts()?;
        let (attempts, response) = next_in_task::<OpenResponse>(attempts, None).await?;
        ResumableBody::new(request, attempts, response?)
    }

    /// As [`open`](Self::open), for a request with a condition, or for optional content.
    pub(crate) async fn open_if_any(request: DownloadRequest) -> Result<Opened, Error> {
        let attempts = request.attempts()?;
        let (attempts, response) = next_in_task::<OpenResponse>(attempts, None).await?;
        let mut response = response?;
        let is_without_content = match response.status {
            StatusCode::NOT_FOUND | StatusCode::NO_CONTENT => request.is_optional,
            status => status == StatusCode::NOT_MODIFIED,
        };
        if is_without_content {
            return Ok(Opened::Nothing(take_head(&mut response)));
        }
        ResumableBody::new(request, attempts, response).map(Opened::Body)
    }

    fn new(
        request: DownloadRequest,
        attempts: Box<Attempts>,
        mut response: OpenResponse,
    ) -> Result<Self, Error> {
        let checked = ResponseHead::of_response(&response, request.range)?;
        Ok(ResumableBody {
            attempts,
            head: Arc::new(take_head(&mut response)),
            response,
            range: request.range,
            progress: request.progress,
            may_restart: request.may_restart,
            restarts: 0,
            received: 0,
            furthest: 0,
            total: checked.remaining,
            validators: checked.validators,
        })
    }

    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    pub(super) fn head(&self) -> &Arc<Head> {
        &self.head
    }

    pub(super) fn restarts(&self) -> u32 {
        self.restarts
    }

    /// Returns the next chunk, from this connection or from another one, and the body after it. The chunk is empty if the
    /// content starts again.
    pub(super) async fn next(mut self) -> Result<Option<(Bytes, Self)>, Error> {
        loop {
            let interruption = match self.attempts.in_time(self.response.chunk()).await? {
                Ok(Some(bytes)) => return Ok(Some((self.receive(bytes)?, self))),
                Ok(None) if self.is_complete() => return Ok(None),
                Ok(None) => self.ended_early(),
                Err(error) => error,
            };
            let restarts = self.restarts;
            self = self.resume(interruption).await?;
            if self.restarts != restarts {
                return Ok(Some((Bytes::new(), self)));
            }
        }
    }

    fn is_complete(&self) -> bool {
        self.total.is_none_or(|total| self.received >= total)
    }

    fn receive(&mut self, bytes: Bytes) -> Result<Bytes, Error> {
        self.received += bytes.len() as u64;
        if self.received > self.furthest {
            self.furthest = self.received;
            self.attempts.progressed();
        }
        if let Some(total) = self.total.filter(|total| self.received > *total) {
            let summary = format!("the service sent more bytes than the {total} it announced");
            return Err(self.error(ErrorKind::Decode, summary));
        }
        if let Some(report) = &self.progress {
            report(Progress {
                received: self.received,
                total: self.total,
            });
        }
        Ok(bytes)
    }

    /// Requests the remaining bytes, when and as often as the retry policy allows.
    async fn resume(mut self, interruption: Error) -> Result<Self, Error> {
        if self.received > 0 && self.validators.condition().is_none() {
            if !self.may_restart {
                let error = self.error(interruption.kind(), NO_STRONG_VALIDATOR);
                return Err(error.with_source(interruption));
            }
            self.restart();
        }
        self.request_rest();
        let (attempts, response) =
            next_in_task::<OpenResponse>(self.attempts, Some(interruption)).await?;
        self.attempts = attempts;
        match response {
            Ok(response) => self.continue_with(response)?,
            // There are no further bytes, so there never were: the caller needs to know where the content ended.
            Err(error) if is_range_not_satisfiable(&error) => return Err(self.ended_early()),
            Err(error) => return Err(error),
        }
        Ok(self)
    }

    fn restart(&mut self) {
        self.received = 0;
        self.restarts += 1;
    }

    /// Lets the next attempt request the bytes that are missing, on condition that the content has not changed.
    fn request_rest(&mut self) {
        let range = self.remaining_range();
        let condition = self.condition().cloned();
        let headers = self.attempts.continued();
        // The content has been modified, and the caller is waiting for it.
        headers.remove(IF_NONE_MATCH);
        headers.remove(IF_MODIFIED_SINCE);
        headers.remove(RANGE);
        headers.remove(IF_RANGE);
        if let Some(range) = range {
            range.set_header(headers);
        }
        if let Some(validator) = condition {
            headers.insert(IF_RANGE, validator);
        }
    }

    /// The bytes that have not been received yet.
    fn remaining_range(&self) -> Option<Range> {
        let requested = self.range;
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
    fn continue_with(&mut self, mut response: OpenResponse) -> Result<(), Error> {
        let is_whole = response.status != StatusCode::PARTIAL_CONTENT && self.range.is_none();
        if self.received > 0 && self.may_restart && is_whole {
            self.restart();
        }
        if self.received == 0 {
            // Nothing has been delivered, so this is the first response again.
            let checked = ResponseHead::of_response(&response, self.range)?;
            self.total = checked.remaining;
            self.validators = checked.validators;
            self.head = Arc::new(take_head(&mut response));
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

/// Takes the head out of a response that has been checked.
fn take_head(response: &mut OpenResponse) -> Head {
    let headers = std::mem::take(&mut response.headers);
    Head::of_bytes(response.status, headers, response.context.clone())
}

fn is_range_not_satisfiable(error: &Error) -> bool {
    error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE.as_u16())
}
