//! Bytes that are read as part of a batch.

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderValue};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::download_request::prepare;
use crate::read::content::range::Range;
use crate::read::content::response_head::ResponseHead;
use crate::request::Request;
use crate::request::prepared::Prepared;
use crate::transport::full_response::FullResponse;

/// The request with its range, as a batch sends it.
pub(super) fn prepare_part(request: &Request, range: Option<Range>) -> Result<Prepared, Error> {
    let mut prepared = prepare(request)?;
    let headers = prepared.headers_mut();
    if let Some(range) = range {
        range.set_header(headers);
    }
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("*/*"));
    Ok(prepared)
}

/// Checks that these bytes, the body of the response, are what was requested.
pub(super) fn check_part(
    response: &FullResponse,
    bytes: &Bytes,
    range: Option<Range>,
) -> Result<(), Error> {
    let head = ResponseHead::of(response.status, &response.headers, &response.context, range)?;
    let is_complete = head.remaining == Some(bytes.len() as u64);
    // The length of a whole content may be that of its base64.
    if range.is_none() || is_complete {
        return Ok(());
    }
    let summary = "the batch response has only a part of the range: send this request on its own";
    Err(Error::new(ErrorKind::Decode, summary).with_context(response.context.clone()))
}
