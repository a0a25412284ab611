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
    pub(super) fn of(response: &OpenResponse, requested: Option<Range>) -> Result<Self, Error> {
        check_content(
            response.status,
            &response.context,
            "the content is not ready yet (202): try again later",
        )?;
        let is_partial = response.status == StatusCode::PARTIAL_CONTENT;
        match requested {
            None if is_partial => Err(unexpected(
                response,
                "requested the whole content, but the service sent a part of it",
            )),
            None => Ok(ResponseHead::of_whole(response)),
            Some(range) if is_partial => ResponseHead::of_range(response, range),
            Some(_) => Err(unexpected(
                response,
                "requested a range, but the service sent the whole content",
            )),
        }
    }

    fn of_whole(response: &OpenResponse) -> Self {
        let length = content_length(&response.headers);
        ResponseHead {
            remaining: length,
            validators: Validators::new(&response.headers, length),
        }
    }

    fn of_range(response: &OpenResponse, requested: Range) -> Result<Self, Error> {
        let Some(available) = requested.available(&response.headers) else {
            return Err(unexpected(
                response,
                "the service sent a different range than requested",
            ));
        };
        Ok(ResponseHead {
            remaining: Some(available.remaining),
            validators: Validators::new(&response.headers, available.complete_length),
        })
    }
}

fn unexpected(response: &OpenResponse, summary: &'static str) -> Error {
    Error::new(ErrorKind::Decode, summary).with_context(response.context.clone())
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
