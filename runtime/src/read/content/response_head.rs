//! The head of a download's response, checked against the range that was requested.

use reqwest::StatusCode;
use reqwest::header::{CONTENT_LENGTH, HeaderMap};

use crate::decode::no_content::check_content;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::content::range::Range;
use crate::read::content::validators::Validators;
use crate::transport::open_response::OpenResponse;

/// What the head of a response says about its body.
pub(super) struct ResponseHead {
    /// How many bytes of the requested range are still to come, including those that this response leaves to another
    /// one.
    pub(super) remaining: Option<u64>,
    pub(super) validators: Validators,
}

impl ResponseHead {
    /// Reads the head of a response, which must be exactly what was requested.
    pub(super) fn of_response(
        response: &OpenResponse,
        requested: Option<Range>,
    ) -> Result<Self, Error> {
        ResponseHead::of(response.status, &response.headers, requested)
            .map_err(|error| error.with_context(response.context.clone()))
    }

    /// As [`of_response`](Self::of_response), for a response of any kind. Its errors have no context yet.
    pub(super) fn of(
        status: StatusCode,
        headers: &HeaderMap,
        requested: Option<Range>,
    ) -> Result<Self, Error> {
        check_content(
            status,
            "the content is not ready yet (202): try again later",
        )?;
        let is_partial = status == StatusCode::PARTIAL_CONTENT;
        let head = match requested {
            None if is_partial => {
                Err("requested the whole content, but the service sent a part of it")
            }
            None => Ok(ResponseHead::of_whole(headers)),
            Some(range) if is_partial => ResponseHead::of_range(headers, range),
            Some(_) => Err("requested a range, but the service sent the whole content"),
        };
        head.map_err(|summary| Error::new(ErrorKind::Decode, summary))
    }

    fn of_whole(headers: &HeaderMap) -> Self {
        let length = content_length(headers);
        ResponseHead {
            remaining: length,
            validators: Validators::new(headers, length),
        }
    }

    fn of_range(headers: &HeaderMap, requested: Range) -> Result<Self, &'static str> {
        let Some(available) = requested.available(headers) else {
            return Err("the service sent a different range than requested");
        };
        Ok(ResponseHead {
            remaining: Some(available.remaining),
            validators: Validators::new(headers, available.complete_length),
        })
    }
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
