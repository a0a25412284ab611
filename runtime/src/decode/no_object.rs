//! Successes that have no object: 202 and 204.

use reqwest::StatusCode;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::transport::answer::Answer;

/// What an answer without an object means, before its body is looked at.
pub(crate) fn finished(answer: &Answer) -> Result<(), Error> {
    let what =
        "the service is not done yet (202): `send_accepted` says where to ask for the outcome";
    has_content(answer.status, &answer.context, what)
}

/// Whether an answer is one that can be read.
pub(crate) fn has_content(
    status: StatusCode,
    context: &Context,
    accepted: &'static str,
) -> Result<(), Error> {
    let what = match status {
        StatusCode::NO_CONTENT => {
            "the service has nothing to read here (204): `send_opt` makes `None` of it"
        }
        StatusCode::ACCEPTED => accepted,
        _ => return Ok(()),
    };
    Err(Error::new(ErrorKind::Decode, what).with_context(context.clone()))
}
