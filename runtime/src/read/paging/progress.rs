//! Where a listing is. Nothing here depends on what its items are read as.

use crate::client::Client;
use crate::error::Error;
use crate::read::paging::pager::FetchedPage;
use crate::read::paging::resumption::continuation_of;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;

/// Between two items of a listing, or between two of its pages.
pub(crate) struct ListingProgress {
    client: Client,
    /// `None` where there is nothing that could be sent.
    request: Option<Prepared>,
    /// The page whose items are being delivered.
    at: Position,
    delivered: usize,
    /// Whether that page is here.
    turned: bool,
    /// The page behind it.
    next: Position,
    /// Items that were delivered before, and are passed over.
    skip: usize,
    count: Option<u64>,
    delta_link: Option<String>,
}

impl ListingProgress {
    /// Before the first item that is to be delivered: at a page, `skip` items behind its beginning.
    pub(super) fn new(
        client: Client,
        request: Option<Prepared>,
        at: Position,
        skip: usize,
    ) -> Self {
        ListingProgress {
            client,
            request,
            next: at.clone(),
            at,
            delivered: skip,
            turned: false,
            skip,
            count: None,
            delta_link: None,
        }
    }

    /// Turns to a page, and gives its items and how many of them to pass over.
    pub(super) fn turn<I>(&mut self, fetched: FetchedPage<I>) -> (Vec<I>, usize) {
        let page = fetched.page;
        self.at = fetched.from.map_or(Position::First, Position::Link);
        self.next = page.next_link.map_or(Position::End, Position::Link);
        self.count = self.count.or(page.count);
        self.delta_link = page.delta_link;
        self.turned = true;
        self.delivered = std::mem::take(&mut self.skip);
        (page.value, self.delivered)
    }

    /// An item of the page goes to the caller.
    pub(super) fn deliver(&mut self) {
        self.delivered += 1;
    }

    /// The place, with so many items of the page still to be delivered.
    pub(super) fn continuation(&self, left: usize) -> Option<Continuation> {
        let request = self.request.as_ref()?;
        // A page that is done needs not be read again.
        let (at, delivered) = match left {
            0 if self.turned => (&self.next, 0),
            _ => (&self.at, self.delivered),
        };
        Some(continuation_of(&self.client, request, at, delivered))
    }

    /// An error that ends the listing here, with what it has to tell.
    pub(super) fn end(&self, error: Error) -> Error {
        let context = self
            .request
            .as_ref()
            .map(Prepared::context)
            .unwrap_or_default();
        let error = error.or_context(context);
        match error.continuation().and_then(|_| self.continuation(0)) {
            // The caller's place may be within a page, which the one who turns the pages does not know.
            Some(continuation) => error.with_continuation(continuation),
            None => error,
        }
    }

    pub(super) fn count(&self) -> Option<u64> {
        self.count
    }

    /// The link to the next round, which the last page has.
    pub(super) fn delta_link(&self) -> Option<&str> {
        self.delta_link
            .as_deref()
            .filter(|_| self.next == Position::End)
    }
}
