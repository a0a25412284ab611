//! Where a listing is, to be stored and gone on from by another process.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::paging::pager::At;
use crate::request::Prepared;

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
    at: Stored,
    /// How many items of the page have been delivered.
    delivered: usize,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Stored {
    First,
    Link(String),
    End,
}

impl Continuation {
    pub(crate) fn new(client: &Client, request: &Prepared, at: &At, delivered: usize) -> Self {
        let at = match at {
            At::First => Stored::First,
            At::Link(link) => Stored::Link(link.clone()),
            At::End => Stored::End,
        };
        Continuation {
            origin: client.root().to_owned(),
            request: request.digest(client.version()),
            at,
            delivered,
        }
    }

    /// Where it goes on, if that is the request it was made for.
    pub(crate) fn place(self, client: &Client, request: &Prepared) -> Result<(At, usize), Error> {
        let other = if self.origin != client.root() {
            "service"
        } else if self.request != request.digest(client.version()) {
            "request"
        } else {
            let at = match self.at {
                Stored::First => At::First,
                Stored::Link(link) => At::Link(link),
                Stored::End => At::End,
            };
            return Ok((at, self.delivered));
        };
        let what = format!(
            "the continuation belongs to another {other}: go on with the one that it was made from"
        );
        Err(Error::new(ErrorKind::Request, what).with_context(request.context()))
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation")
            .field("delivered", &self.delivered)
            .finish_non_exhaustive()
    }
}
