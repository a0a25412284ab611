//! Successful responses without an object: 202 and 204.

use reqwest::StatusCode;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::full_response::FullResponse;

/// Rejects a response that has no object, before its body is decoded.
pub(crate) fn check_finished(response: &FullResponse) -> Result<(), Error> {
    let accepted = "the service is not done yet (202): use `send_accepted` to poll for the result";
    check_content(response.status, accepted).map_err(|error| error.with_context(response.context()))
}

/// Rejects a status that has no content. `accepted` is the summary of the error for 202.
pub(crate) fn check_content(status: StatusCode, accepted: &'static str) -> Result<(), Error> {
    let summary = match status {
        StatusCode::NO_CONTENT => {
            "the service returned no content (204): use `send_opt`, which returns `None`"
        }
        StatusCode::ACCEPTED => accepted,
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Decode, summary))
}
