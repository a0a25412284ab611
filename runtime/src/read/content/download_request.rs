//! The request of a download.

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderValue, IF_RANGE, RANGE};

use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::progress::OnProgress;
use crate::read::content::range::Range;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::transport::attempts::Attempts;
use crate::transport::call::Call;

/// Everything that is needed to start a download.
pub(crate) struct DownloadRequest {
    pub(super) request: Prepared,
    pub(super) client: Client,
    /// The range that the caller asked for; `None` for the whole content.
    pub(super) range: Option<Range>,
    pub(super) progress: Option<OnProgress>,
    /// Whether the content may start again after bytes were delivered.
    pub(super) may_restart: bool,
    /// Whether it is a result that there is no content.
    pub(super) is_optional: bool,
}

/// The range that a caller asked for, or the reason why it is invalid.
pub(super) type RequestedRange = Option<Result<Range, &'static str>>;

impl DownloadRequest {
    pub(super) fn new(
        request: &Request,
        range: RequestedRange,
        progress: Option<OnProgress>,
        client: &Client,
    ) -> Result<Self, Error> {
        let (mut prepared, range) = prepare(request, range)?;
        // Ranges and lengths count the bytes as they are sent, so compressed bytes would not match them.
        let headers = prepared.headers_mut();
        headers
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("identity"));
        Ok(DownloadRequest {
            request: prepared,
            range,
            client: client.clone(),
            progress,
            may_restart: false,
            is_optional: false,
        })
    }

    /// Lets the content start again where it cannot resume, for a caller that uses the bytes only once they are complete.
    pub(crate) fn restartable(self) -> Self {
        DownloadRequest {
            may_restart: true,
            ..self
        }
    }

    /// Makes it a result that there is no content.
    pub(super) fn optional(self) -> Self {
        DownloadRequest {
            is_optional: true,
            ..self
        }
    }

    /// The attempts at requesting the content.
    pub(super) fn attempts(&self) -> Result<Box<Attempts>, Error> {
        self.client.attempts(Call {
            is_optional: self.is_optional,
            ..Call::of(self.request.clone())
        })
    }
}

/// The request with its range, which is returned too.
pub(super) fn prepare(
    request: &Request,
    range: RequestedRange,
) -> Result<(Prepared, Option<Range>), Error> {
    let mut prepared = request.prepare(Cardinality::One)?;
    let range = checked_range(request, range)?;
    let headers = prepared.headers_mut();
    if headers.contains_key(RANGE) || headers.contains_key(IF_RANGE) {
        return Err(invalid(request, OWN_RANGE));
    }
    if let Some(range) = range {
        range.set_header(headers);
    }
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("*/*"));
    Ok((prepared, range))
}

const OWN_RANGE: &str =
    "do not set `range` or `if-range`: call `Content::range`, which checks the response";

/// The range, unless it is invalid.
pub(super) fn checked_range(
    request: &Request,
    range: RequestedRange,
) -> Result<Option<Range>, Error> {
    range
        .transpose()
        .map_err(|summary| invalid(request, summary))
}

fn invalid(request: &Request, summary: &'static str) -> Error {
    Error::new(ErrorKind::Request, summary).with_context(request.context())
}
