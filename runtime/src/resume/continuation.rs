//! The position in a listing, which can be stored and resumed by another process.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::resume::position::Position;

/// The position of a stream of items: all items before it have been delivered, and none after it.
///
/// A continuation is opaque and can be stored with serde. It belongs to one service and one request, and
/// [`List::resume`](crate::List::resume) rejects any other. It holds links of the service, which may repeat the values of
/// the query, so `Debug` does not show them.
///
/// Within a page it counts the items that were delivered. If the service changes that page, or splits the listing into
/// pages differently, before the listing is resumed, items close to the position may be repeated or skipped. Between two
/// pages the position depends on the service's link alone.
///
/// ```
/// # use graph_resource::Continuation;
/// # fn store(continuation: &Continuation) -> Result<Continuation, serde_json::Error> {
/// let stored: String = serde_json::to_string(continuation)?;
/// let restored: Continuation = serde_json::from_str(&stored)?;
/// # Ok(restored) }
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    origin: String,
    /// The digest of the request, so that no other request resumes from here.
    request: u64,
    #[serde(rename = "at")]
    position: Position,
    /// The number of items of the page that have been delivered.
    delivered: usize,
}

/// What differs between a continuation and the request that is to resume from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mismatch {
    Service,
    Request,
}

impl Continuation {
    /// `origin` is the root of the service, `request` the digest of the request.
    pub(crate) fn new(origin: &str, request: u64, position: Position, delivered: usize) -> Self {
        Continuation {
            origin: origin.to_owned(),
            request,
            position,
            delivered,
        }
    }

    /// Returns the page to read next and the number of its items to skip, if the continuation belongs to this request.
    pub(crate) fn position_for(
        self,
        origin: &str,
        request: u64,
    ) -> Result<(Position, usize), Mismatch> {
        if self.origin != origin {
            return Err(Mismatch::Service);
        }
        if self.request != request {
            return Err(Mismatch::Request);
        }
        Ok((self.position, self.delivered))
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation")
            .field("delivered", &self.delivered)
            .finish_non_exhaustive()
    }
}
