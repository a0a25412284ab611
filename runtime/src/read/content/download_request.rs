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
}

impl DownloadRequest {
    pub(super) fn new(
        request: &Request,
        range: Option<Result<Range, &'static str>>,
        progress: Option<OnProgress>,
        client: &Client,
    ) -> Result<Self, Error> {
        Ok(DownloadRequest {
            request: prepare(request)?,
            range: checked_range(request, range)?,
            client: client.clone(),
            progress,
            may_restart: false,
        })
    }

    /// The call that requests the content for the first time.
    pub(super) fn call(&self) -> Call {
        let mut request = self.request.clone();
        let headers = request.headers_mut();
        if let Some(range) = self.range {
            range.set_header(headers);
        }
        headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static("*/*"));
        // Ranges and lengths count the bytes as they are sent, so compressed bytes would not match them.
        headers
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("identity"));
        Call::of(request)
    }
}

/// The request without its range.
pub(super) fn prepare(request: &Request) -> Result<Prepared, Error> {
    let prepared = request.prepare(Cardinality::One)?;
    let headers = prepared.headers();
    if headers.contains_key(RANGE) || headers.contains_key(IF_RANGE) {
        return Err(invalid(request, OWN_RANGE));
    }
    Ok(prepared)
}

const OWN_RANGE: &str =
    "do not set `range` or `if-range`: call `Content::range`, which checks the response";

/// The range, unless it is invalid.
pub(super) fn checked_range(
    request: &Request,
    range: Option<Result<Range, &'static str>>,
) -> Result<Option<Range>, Error> {
    range
        .transpose()
        .map_err(|summary| invalid(request, summary))
}

fn invalid(request: &Request, summary: &'static str) -> Error {
    Error::new(ErrorKind::Request, summary).with_context(request.context())
}
