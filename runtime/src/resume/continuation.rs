//! Where a listing is, to be stored and gone on from by another process.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::resume::position::Position;

/// Where a stream of items is: everything before has been delivered, nothing after.
///
/// It is opaque, can be stored with serde, and belongs to one service and one request: [`List::resume`](crate::List::resume)
/// refuses any other. It holds links of the service, which may hold what the query held; `Debug` shows nothing of them.
///
/// Within a page it counts the items. Where the service has changed that page by the time it is read again, or cuts its
/// pages otherwise, items near the place may come twice or be passed over; between two pages it depends on the link alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continuation {
    origin: String,
    /// A digest of the request, so that it cannot be gone on with by another one.
    request: u64,
    at: Position,
    /// How many items of the page have been delivered.
    delivered: usize,
}

/// What a continuation was made for that is not what it is used with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mismatch {
    Service,
    Request,
}

impl Continuation {
    /// `origin` is the root of the service, `request` a digest of the request.
    pub(crate) fn new(origin: &str, request: u64, position: Position, delivered: usize) -> Self {
        Continuation {
            origin: origin.to_owned(),
            request,
            at: position,
            delivered,
        }
    }

    /// The page to read next and the number of its items to skip, if this is the request that it was made for.
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
        Ok((self.at, self.delivered))
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation")
            .field("delivered", &self.delivered)
            .finish_non_exhaustive()
    }
}
