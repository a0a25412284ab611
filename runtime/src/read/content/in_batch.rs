//! Bytes that are read as part of a batch.

use bytes::Bytes;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::range::Range;
use crate::read::content::response_head::ResponseHead;
use crate::transport::full_response::FullResponse;

/// Checks that these bytes, the body of the response, are what was requested.
pub(super) fn check_part(
    response: &FullResponse,
    bytes: &Bytes,
    range: Option<Range>,
) -> Result<(), Error> {
    let head = ResponseHead::of(response.status, &response.headers, range)
        .map_err(|error| error.with_context(response.context()))?;
    let is_complete = head.remaining == Some(bytes.len() as u64);
    // The length of a whole content may be that of its base64.
    if range.is_none() || is_complete {
        return Ok(());
    }
    let summary = "the batch response has only a part of the range: send this request on its own";
    Err(Error::new(ErrorKind::Decode, summary).with_context(response.context()))
}
