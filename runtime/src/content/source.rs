//! Where the bytes come from, and the way back to where they stopped.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{
    ACCEPT_ENCODING, CONTENT_LENGTH, ETAG, HeaderMap, HeaderName, HeaderValue, IF_RANGE, LAST_MODIFIED, RANGE,
};

use super::range::{self, Range};
use super::{Content, OnProgress, Progress};
use crate::request::{Prepared, Shape};
use crate::transport::Opened;
use crate::{Client, Error, ErrorKind};

/// How often a download is taken up again without a single byte between.
const TRIES: u32 = 4;

/// What is needed to send the request, for the first time and again.
pub(super) struct Start {
    request: Prepared,
    client: Client,
    range: Option<Range>,
    progress: Option<OnProgress>,
}

/// An open download.
pub(super) struct Source {
    start: Start,
    opened: Opened,
    received: u64,
    /// What is to come in all.
    total: Option<u64>,
    /// How long the content is, of which a range is only a part.
    whole: Option<u64>,
    /// What says that it is still the same content.
    validator: Option<HeaderValue>,
    failures: u32,
}

impl Start {
    pub(super) fn new(content: &Content, client: &Client) -> Result<Self, Error> {
        Ok(Start {
            request: content.request.prepare(Shape::One)?,
            client: client.clone(),
            range: content
                .range
                .transpose()
                .map_err(|what| Error::new(ErrorKind::Request, what).with_context(content.request.context()))?,
            progress: content.progress.clone(),
        })
    }

    /// Sends the request for the first time.
    pub(super) async fn open(self) -> Result<Source, Error> {
        let opened = self.ask(0, None).await?;
        let whole = match self.range {
            Some(range) => check_range(&opened, range.first)?,
            None => length(&opened.headers),
        };
        let (total, validator) = (length(&opened.headers), validator(&opened.headers));
        Ok(Source { start: self, opened, received: 0, total, whole, validator, failures: 0 })
    }

    /// Asks for the bytes behind those that are here already.
    async fn ask(&self, received: u64, validator: Option<&HeaderValue>) -> Result<Opened, Error> {
        let mut request = self.request.clone();
        let range = self.range.or((received > 0).then_some(Range::WHOLE));
        if let Some(value) = range.and_then(|range| HeaderValue::try_from(range.header(received)).ok()) {
            request.headers_mut().insert(RANGE, value);
        }
        if let Some(validator) = validator {
            request.headers_mut().insert(IF_RANGE, validator.clone());
        }
        request.headers_mut().entry(reqwest::header::ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        // Ranges and lengths count the bytes as they are sent, which compressed ones would not match.
        request.headers_mut().entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("identity"));
        self.client.open(request.first()).await
    }
}

impl Source {
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
                Ok(Some(bytes)) => {
                    self.count(&bytes);
                    return Ok(Some(bytes));
                }
                Ok(None) if self.total.is_none_or(|total| self.received >= total) => return Ok(None),
                Ok(None) => self.error(format!("the connection ended after {} bytes", self.received)),
                Err(error) => error,
            };
            self.take_up_again(broken).await?;
        }
    }

    fn count(&mut self, bytes: &Bytes) {
        self.failures = 0;
        self.received += bytes.len() as u64;
        if let Some(progress) = &self.start.progress {
            progress(Progress { received: self.received, total: self.total });
        }
    }

    /// Opens the rest. Where that cannot be had, the caller hears what broke first.
    async fn take_up_again(&mut self, broken: Error) -> Result<(), Error> {
        // Without either of them nothing says that it is still the same content.
        if self.received > 0 && self.validator.is_none() && self.whole.is_none() {
            return Err(broken);
        }
        while self.failures < TRIES {
            self.failures += 1;
            match self.start.ask(self.received, self.validator.as_ref()).await {
                Ok(opened) => return self.go_on(opened),
                Err(error) if error.is_retryable() => {}
                Err(error) => return Err(error),
            }
        }
        Err(broken)
    }

    /// Goes on with another connection, if it brings the rest of the same content.
    fn go_on(&mut self, opened: Opened) -> Result<(), Error> {
        if self.received == 0 {
            // Nothing has been handed on, so it is simply the same request again.
            (self.total, self.validator) = (length(&opened.headers), validator(&opened.headers));
        } else {
            let first = self.start.range.map_or(0, |range| range.first) + self.received;
            let is_part = opened.status == StatusCode::PARTIAL_CONTENT;
            let whole = if is_part { check_range(&opened, first)? } else { None };
            if !is_part || whole.zip(self.whole).is_some_and(|(now, before)| now != before) {
                return Err(self.error("the content has changed since the connection broke: begin again".to_owned()));
            }
        }
        self.opened = opened;
        Ok(())
    }

    fn error(&self, what: String) -> Error {
        Error::new(ErrorKind::Io, what).with_context(self.opened.context.clone())
    }
}

/// An answer to a range is that range, and nothing else. Says how long the whole content is.
fn check_range(opened: &Opened, first: u64) -> Result<Option<u64>, Error> {
    let what = match (opened.status, range::answered(&opened.headers)) {
        (StatusCode::PARTIAL_CONTENT, Some((begins, whole))) if begins == first => return Ok(whole),
        (StatusCode::PARTIAL_CONTENT, _) => "the service answered with another range than was asked for",
        _ => "the service answered with the whole content, and not with the range that was asked for",
    };
    Err(Error::new(ErrorKind::Decode, what).with_context(opened.context.clone()))
}

/// The strong validator of the content; a weak one does not do for a range ([RFC 9110, section 13.1.5]).
///
/// [RFC 9110, section 13.1.5]: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5
fn validator(headers: &HeaderMap) -> Option<HeaderValue> {
    match headers.get(ETAG) {
        Some(etag) if etag.as_bytes().starts_with(b"W/") => None,
        Some(etag) => Some(etag.clone()),
        None => headers.get(LAST_MODIFIED).cloned(),
    }
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
