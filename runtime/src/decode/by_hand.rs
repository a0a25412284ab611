//! Responses to requests by hand, which may have any form, or no content at all.

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use crate::decode::body::json_text;
use crate::decode::dynamic::decode_form;
use crate::decode::entity::decode_nothing;
use crate::decode::in_stream_error::check_object;
use crate::decode::mismatch::decode_error;
use crate::error::Error;
use crate::transport::full_response::FullResponse;

/// Decodes the content in the form that the type expects. A response without content is the `None` of an `Option`, and an
/// error for any other type.
pub(crate) fn decode_content<T: DeserializeOwned>(response: &FullResponse) -> Result<T, Error> {
    let is_empty = response.status == StatusCode::NO_CONTENT || response.body.is_empty();
    if is_empty {
        return decode_nothing().ok_or_else(|| no_content(response));
    }
    decode_form(response)
}

/// Ignores the content, unless it is an error that the service reports there.
pub(crate) fn ignore_content(response: &FullResponse) -> Result<(), Error> {
    match json_text(response) {
        Ok(json) => check_object(response, json, || false),
        Err(_) => Ok(()),
    }
}

#[cold]
fn no_content(response: &FullResponse) -> Error {
    let status = response.status.as_u16();
    decode_error(
        response,
        format!("the service returned no content ({status}): use `send_empty`"),
    )
}
