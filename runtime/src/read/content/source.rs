//! Where the bytes come from, and the way back to where they stopped.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, IF_RANGE, RANGE,
};
use tokio::time::Instant;

use crate::client::Client;
use crate::decode::no_object::check_content;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::progress::{OnProgress, Progress};
use crate::read::content::range::Range;
use crate::read::content::validators::Validators;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::request::retry_policy::Decision;
use crate::transport::call::Call;
use crate::transport::clock::after;
use crate::transport::open::Opened;

/// What is needed to send the request, for the first time and again.
pub(super) struct DownloadRequest {
    request: Prepared,
    client: Client,
    range: Option<Range>,
    progress: Option<OnProgress>,
}

/// An open download.
pub(super) struct ResumableBody {
    start: DownloadRequest,
    opened: Opened,
    received: u64,
    /// What is to come in all.
    total: Option<u64>,
    validators: Validators,
    /// How often the connection broke since the last byte, and since when.
    failures: u32,
    broken_since: Option<Instant>,
}

/// What the head of an answer says of the bytes behind it.
struct Head {
    /// How many they are, with those that such an answer leaves for another one.
    rest: Option<u64>,
    validators: Validators,
}

impl DownloadRequest {
    pub(super) fn new(
        request: &Request,
        range: Option<Result<Range, &'static str>>,
        progress: Option<OnProgress>,
        client: &Client,
    ) -> Result<Self, Error> {
        let refused = |what| Error::new(ErrorKind::Request, what).with_context(request.context());
        let prepared = request.prepare(Cardinality::One)?;
        if [RANGE, IF_RANGE]
            .iter()
            .any(|name| prepared.headers().contains_key(name))
        {
            return Err(refused(
                "a range is asked for by `Content::range`, so that the answer can be checked",
            ));
        }
        let range = range.transpose().map_err(refused)?;
        Ok(DownloadRequest {
            request: prepared,
            client: client.clone(),
            range,
            progress,
        })
    }

    /// Sends the request for the first time.
    pub(super) async fn open(self) -> Result<ResumableBody, Error> {
        let opened = self.ask(self.range, None).await?;
        let Head {
            rest: total,
            validators,
        } = head(&opened, self.range)?;
        Ok(ResumableBody {
            start: self,
            opened,
            received: 0,
            total,
            validators,
            failures: 0,
            broken_since: None,
        })
    }

    async fn ask(
        &self,
        range: Option<Range>,
        condition: Option<&HeaderValue>,
    ) -> Result<Opened, Error> {
        let mut request = self.request.clone();
        let headers = request.headers_mut();
        if let Some(value) = range.and_then(|range| HeaderValue::try_from(range.header()).ok()) {
            headers.insert(RANGE, value);
        }
        if let Some(condition) = condition {
            headers.insert(IF_RANGE, condition.clone());
        }
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static("*/*"));
        // Ranges and lengths count the bytes as they are sent, which compressed ones would not match.
        headers
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("identity"));
        self.client.open(Call::of(&request)).await
    }
}

impl ResumableBody {
    pub(super) fn total(&self) -> Option<u64> {
        self.total
    }

    pub(super) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.opened.headers.get(name)?.to_str().ok()
    }

    /// The next piece, from this connection or another one.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            let broken = match self.opened.chunk().await {
                Ok(Some(bytes)) => return self.count(bytes).map(Some),
                Ok(None) if self.total.is_none_or(|total| self.received >= total) => {
                    return Ok(None);
                }
                Ok(None) => self.error(
                    ErrorKind::Io,
                    format!("the content ended after {} bytes", self.received),
                ),
                Err(error) => error,
            };
            self.resume(broken).await?;
        }
    }

    fn count(&mut self, bytes: Bytes) -> Result<Bytes, Error> {
        (self.failures, self.broken_since) = (0, None);
        self.received += bytes.len() as u64;
        if let Some(total) = self.total.filter(|total| self.received > *total) {
            return Err(self.error(
                ErrorKind::Decode,
                format!("the service sent more bytes than the {total} it said"),
            ));
        }
        if let Some(progress) = &self.start.progress {
            progress(Progress {
                received: self.received,
                total: self.total,
            });
        }
        Ok(bytes)
    }

    /// Opens the rest, when and as often as the policy says.
    async fn resume(&mut self, broken: Error) -> Result<(), Error> {
        // Nothing would tell whether it is still the same content.
        if self.received > 0 && !self.validators.is_known() {
            return Err(broken);
        }
        self.failures += 1;
        let client = &self.start.client;
        let now = client.now();
        let elapsed = now.saturating_duration_since(*self.broken_since.get_or_insert(now));
        let policy = self.start.request.retry().or(client.retry());
        match policy.map(|policy| policy.decide(&broken, self.failures, elapsed, fastrand::f64())) {
            Some(Decision::Wait(delay)) => {
                if let Ok(service) = client.service() {
                    service.notify_wait(
                        delay,
                        self.failures,
                        self.start.request.template(),
                        Some(&broken),
                    );
                }
                client.sleep_until(after(now, delay)).await;
            }
            _ => return Err(broken),
        }
        match self.start.ask(self.range_left(), self.condition()).await {
            Ok(opened) => self.continue_with(opened),
            // Nothing is left, so there were never more: what the caller has to hear is where it ended.
            Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE.as_u16()) => {
                Err(broken)
            }
            Err(error) => Err(error),
        }
    }

    /// What has not come yet.
    fn range_left(&self) -> Option<Range> {
        match self.received {
            0 => self.start.range,
            received => Some(self.start.range.unwrap_or(Range::WHOLE).without(received)),
        }
    }

    fn condition(&self) -> Option<&HeaderValue> {
        self.validators.condition().filter(|_| self.received > 0)
    }

    /// Goes on with another connection, if it brings the rest of the same content.
    fn continue_with(&mut self, opened: Opened) -> Result<(), Error> {
        if self.received == 0 {
            // Nothing has been handed on, so it is simply the same request again.
            let head = head(&opened, self.start.range)?;
            (self.total, self.validators) = (head.rest, head.validators);
        } else if opened.status == StatusCode::PARTIAL_CONTENT {
            let head = head(&opened, self.range_left())?;
            if !self.validators.matches(&head.validators) {
                return Err(self.error(ErrorKind::Decode, CHANGED));
            }
            self.total = self
                .total
                .or_else(|| head.rest.map(|rest| self.received.saturating_add(rest)));
        } else {
            let is_same = self
                .validators
                .matches(&Validators::new(&opened.headers, None));
            return Err(self.error(ErrorKind::Decode, if is_same { NO_RANGES } else { CHANGED }));
        }
        self.opened = opened;
        Ok(())
    }

    fn error(&self, kind: ErrorKind, what: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        Error::new(kind, what).with_context(self.opened.context.clone())
    }
}

const CHANGED: &str = "the content has changed since the connection broke: begin again";
const NO_RANGES: &str =
    "the connection broke, and the service knows no ranges to go on where it did: begin again";

/// Reads the head of an answer, which has to be what was asked for, and nothing else.
fn head(opened: &Opened, asked: Option<Range>) -> Result<Head, Error> {
    check_content(
        opened.status,
        &opened.context,
        "the service is not done yet (202), and has no content so far",
    )?;
    let is_part = opened.status == StatusCode::PARTIAL_CONTENT;
    let what = match asked {
        None if is_part => {
            "the service answered with a part of the content, where all of it was asked for"
        }
        None => {
            let length = length(&opened.headers);
            return Ok(Head {
                rest: length,
                validators: Validators::new(&opened.headers, length),
            });
        }
        Some(range) if is_part => match range.answered(&opened.headers) {
            Some((rest, whole)) => {
                return Ok(Head {
                    rest: Some(rest),
                    validators: Validators::new(&opened.headers, whole),
                });
            }
            None => "the service answered with another range than was asked for",
        },
        Some(_) => {
            "the service answered with the whole content, and not with the range that was asked for"
        }
    };
    Err(Error::new(ErrorKind::Decode, what).with_context(opened.context.clone()))
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
