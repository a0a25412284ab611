//! The progress through a listing. Nothing here depends on the type of its items.

use crate::client::Client;
use crate::decode::page::PageParts;
use crate::error::Error;
use crate::error::context::Context;
use crate::read::paging::pager::FetchedPage;
use crate::read::paging::prefetch::ErasedItems;
use crate::read::paging::resumption::continuation_of;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;

/// A place between two items of a listing, or between two of its pages.
pub(crate) struct ListingProgress {
    client: Client,
    /// `None` for a request that cannot be sent.
    request: Option<Prepared>,
    /// The page whose items are being delivered.
    current_page: Position,
    /// How many items of the current page have been delivered.
    delivered: usize,
    /// Whether the current page has arrived.
    page_loaded: bool,
    /// `None` if the current page does not say where the listing continues.
    next_page: Option<Position>,
    /// How many items of the first page were delivered before the listing was resumed.
    skip: usize,
    count: Option<u64>,
}

impl ListingProgress {
    /// Starts at a page, after its first `skip` items.
    pub(super) fn new(
        client: Client,
        request: Option<Prepared>,
        page: Position,
        skip: usize,
    ) -> Self {
        ListingProgress {
            client,
            request,
            next_page: Some(page.clone()),
            current_page: page,
            delivered: skip,
            page_loaded: false,
            skip,
            count: None,
        }
    }

    /// Moves on to a page. Returns its parts, and how many of its items to skip.
    pub(super) fn enter_page(
        &mut self,
        fetched: FetchedPage<ErasedItems>,
    ) -> (PageParts<ErasedItems>, usize) {
        self.current_page = fetched.link.map_or(Position::First, Position::Link);
        self.next_page = fetched.next;
        self.count = self.count.or(fetched.page.count);
        self.page_loaded = true;
        self.delivered = std::mem::take(&mut self.skip);
        (fetched.page, self.delivered)
    }

    pub(super) fn items_delivered(&mut self, items: usize) {
        self.delivered += items;
    }

    /// Where to resume, when `items_left` items of the current page have not been delivered yet.
    pub(super) fn continuation(&self, items_left: usize) -> Option<Continuation> {
        let request = self.request.as_ref()?;
        let page_is_done = self.page_loaded && items_left == 0;
        // A page that has been delivered completely need not be read again, unless for the link that it lacks.
        let (page, delivered) = match &self.next_page {
            Some(next_page) if page_is_done => (next_page, 0),
            _ => (&self.current_page, self.delivered),
        };
        Some(continuation_of(&self.client, request, page, delivered))
    }

    /// Adds the request to an error that ends the listing, and corrects the error's continuation.
    pub(super) fn complete_error(&self, error: Error) -> Error {
        let context = match &self.request {
            Some(request) => request.context(),
            None => Context::default(),
        };
        let error = error.or_context(context);
        if error.continuation().is_none() {
            return error;
        }
        // The pager knows pages only, and may be ahead of the caller.
        match self.continuation(0) {
            Some(continuation) => error.with_continuation(continuation),
            None => error,
        }
    }

    pub(super) fn count(&self) -> Option<u64> {
        self.count
    }

    /// The link to the next round, which is on the last page.
    pub(super) fn delta_link(&self) -> Option<&str> {
        match &self.next_page {
            Some(Position::EndOfRound(link)) => Some(link),
            _ => None,
        }
    }
}
