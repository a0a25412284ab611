//! Continuations of a request: made of its position, and taken up where they fit.

use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::prepared::Prepared;
use crate::resume::continuation::{Continuation, Mismatch};
use crate::resume::position::Position;

/// The continuation of `request` at `position`, with `delivered` items of that page done.
pub(super) fn continuation_of(
    client: &Client,
    request: &Prepared,
    position: &Position,
    delivered: usize,
) -> Continuation {
    let digest = request.digest(client.version());
    Continuation::new(client.root(), digest, position.clone(), delivered)
}

/// Where `request` continues: the page to read next, and how many of its items to skip.
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
    let what = format!(
        "the continuation belongs to another {other}: resume with the one that it was made from"
    );
    Error::new(ErrorKind::Request, what)
}
