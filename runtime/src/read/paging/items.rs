//! The items of a collection, one by one, through all its pages.

use std::task::{Context, Poll, ready};

use crate::client::Client;
use crate::error::Error;
use crate::read::paging::pager::{Pager, ReadPage};
use crate::read::paging::prefetch::Prefetch;
use crate::read::paging::progress::ListingProgress;
use crate::read::paging::resumption::resumed_position;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;

/// A stream of items that are read as `I`; [`ItemStream`](super::ItemStream) and [`DeltaStream`](super::DeltaStream) are
/// its public forms.
pub(crate) struct Items<I> {
    pages: Prefetch<Result<I, Error>>,
    page: std::vec::IntoIter<Result<I, Error>>,
    place: ListingProgress,
}

/// PagingOptions pages are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PagingOptions {
    /// How many are asked for ahead.
    pub(crate) ahead: usize,
    /// How many there may be.
    pub(crate) max_pages: Option<u64>,
}

impl Default for PagingOptions {
    fn default() -> Self {
        PagingOptions {
            ahead: 1,
            max_pages: None,
        }
    }
}

/// The pages of a request, from its beginning or from where it was gone on from, and that place.
pub(super) fn begin<I>(
    client: &Client,
    request: Result<Prepared, Error>,
    read: ReadPage<I>,
    paging: PagingOptions,
    resumed: Option<Continuation>,
) -> (Prefetch<I>, ListingProgress) {
    let begin = || {
        let request = request?;
        let (at, skip) = match resumed {
            Some(continuation) => resumed_position(continuation, client, &request)?,
            None => (Position::First, 0),
        };
        Ok((request, at, skip))
    };
    let (start, place) = match begin() {
        Ok((request, at, skip)) => {
            let pager = Pager::new(client.clone(), request.clone(), read, at.clone())
                .limit(paging.max_pages);
            (
                Ok(Box::new(pager)),
                ListingProgress::new(client.clone(), Some(request), at, skip),
            )
        }
        Err(error) => (
            Err(error),
            ListingProgress::new(client.clone(), None, Position::End, 0),
        ),
    };
    (Prefetch::Start(start, paging.ahead), place)
}

impl<I: Send + 'static> Items<I> {
    pub(crate) fn new(
        client: &Client,
        request: Result<Prepared, Error>,
        read: ReadPage<Result<I, Error>>,
        paging: PagingOptions,
        resumed: Option<Continuation>,
    ) -> Self {
        let (pages, place) = begin(client, request, read, paging, resumed);
        Items {
            pages,
            page: Vec::new().into_iter(),
            place,
        }
    }

    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.place.deliver();
                return Poll::Ready(Some(item));
            }
            let fetched = match ready!(self.pages.poll_next(context)) {
                Some(Ok(fetched)) => fetched,
                Some(Err(error)) => return Poll::Ready(Some(Err(self.place.end(error)))),
                None => return Poll::Ready(None),
            };
            let (items, skip) = self.place.turn(fetched);
            self.page = items.into_iter();
            if skip > 0 {
                self.page.nth(skip - 1);
            }
        }
    }

    pub(crate) fn continuation(&self) -> Option<Continuation> {
        self.place.continuation(self.page.len())
    }

    pub(crate) fn count(&self) -> Option<u64> {
        self.place.count()
    }

    /// Not before the last change has been delivered: it would be lost with a program that ends there.
    pub(crate) fn delta_link(&self) -> Option<&str> {
        self.place.delta_link().filter(|_| self.page.len() == 0)
    }
}
