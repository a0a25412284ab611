//! Makes continuations of requests, and checks that one belongs to the request that resumes it.

use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::prepared::Prepared;
use crate::resume::continuation::{Continuation, Mismatch};
use crate::resume::position::Position;

/// The continuation of `request` at a page of which `delivered` items have been delivered.
pub(super) fn continuation_of(
    client: &Client,
    request: &Prepared,
    page: &Position,
    delivered: usize,
) -> Continuation {
    let digest = request.digest(client.version());
    Continuation::new(client.root(), digest, page.clone(), delivered)
}

/// Where `request` resumes: the page to read next, and how many of its items to skip.
pub(super) fn resumed_position(
    continuation: Continuation,
    client: &Client,
    request: &Prepared,
) -> Result<(Position, usize), Error> {
    let digest = request.digest(client.version());
    continuation
        .position_for(client.root(), digest)
        .map_err(|mismatch| mismatch_error(mismatch).with_context(request.context()))
}

fn mismatch_error(mismatch: Mismatch) -> Error {
    let other = match mismatch {
        Mismatch::Service => "service",
        Mismatch::Request => "request",
    };
    let summary = format!(
        "the continuation belongs to another {other}: use it with the {other} it was made for"
    );
    Error::new(ErrorKind::Request, summary)
}
