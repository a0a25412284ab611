//! The items of a collection, one at a time, across all of its pages.

use std::task::{Context, Poll, ready};

use crate::client::Client;
use crate::decode::items::ReadItem;
use crate::decode::page::{DecodePage, PageParts, decode_page};
use crate::error::Error;
use crate::read::paging::options::PagingOptions;
use crate::read::paging::pager::Pager;
use crate::read::paging::prefetch::{ErasedItems, Prefetch};
use crate::read::paging::progress::ListingProgress;
use crate::read::paging::resumption::resumed_position;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;
use crate::transport::driven::task_lost;
use crate::transport::full_response::FullResponse;

/// A stream of items decoded as `I`, from which the public streams are made.
pub(crate) struct Items<I> {
    pages: Prefetch,
    page: std::vec::IntoIter<Result<I, Error>>,
    progress: ListingProgress,
}

/// Where a listing starts.
struct Start {
    request: Prepared,
    position: Position,
    /// How many items of the first page were delivered before.
    skip: usize,
}

impl Start {
    fn locate(
        client: &Client,
        request: Result<Prepared, Error>,
        resumed: Option<Continuation>,
    ) -> Result<Self, Error> {
        let request = request?;
        let (position, skip) = match resumed {
            Some(continuation) => resumed_position(continuation, client, &request)?,
            None => (Position::First, 0),
        };
        Ok(Start {
            request,
            position,
            skip,
        })
    }
}

/// Starts a listing at its first page or at a continuation. The first poll returns the error of a request that cannot
/// be sent.
pub(super) fn start_listing(
    client: &Client,
    request: Result<Prepared, Error>,
    decode: DecodePage<ErasedItems>,
    paging: PagingOptions,
    resumed: Option<Continuation>,
) -> (Prefetch, ListingProgress) {
    let start = match Start::locate(client, request, resumed) {
        Ok(start) => start,
        Err(error) => {
            let progress = ListingProgress::new(client.clone(), None, Position::End, 0);
            return (Prefetch::Failed(error), progress);
        }
    };
    let pager = Pager::new(
        client.clone(),
        start.request.clone(),
        start.position.clone(),
        paging,
    );
    let pages = Prefetch::Start {
        pager: Box::new(pager.resumable()),
        decode,
        depth: paging.prefetch,
    };
    let progress = ListingProgress::new(
        client.clone(),
        Some(start.request),
        start.position,
        start.skip,
    );
    (pages, progress)
}

impl<I: Send + 'static> Items<I> {
    pub(crate) fn new(
        client: &Client,
        request: Result<Prepared, Error>,
        decode: DecodePage<ErasedItems>,
        paging: PagingOptions,
        resumed: Option<Continuation>,
    ) -> Self {
        let (pages, progress) = start_listing(client, request, decode, paging, resumed);
        Items {
            pages,
            page: Vec::new().into_iter(),
            progress,
        }
    }

    pub(crate) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.progress.items_delivered(1);
                return Poll::Ready(Some(item));
            }
            let fetched = match ready!(self.pages.poll_next(context)) {
                Some(Ok(fetched)) => fetched,
                Some(Err(error)) => {
                    return Poll::Ready(Some(Err(self.progress.complete_error(error))));
                }
                None => return Poll::Ready(None),
            };
            let (page, skip) = self.progress.enter_page(fetched);
            self.page = match typed(page.value) {
                Ok(items) => items.into_iter(),
                Err(error) => {
                    self.pages = Prefetch::End;
                    return Poll::Ready(Some(Err(error)));
                }
            };
            if skip > 0 {
                self.page.nth(skip - 1);
            }
        }
    }

    pub(crate) fn continuation(&self) -> Option<Continuation> {
        self.progress.continuation(self.page.len())
    }

    pub(crate) fn count(&self) -> Option<u64> {
        self.progress.count()
    }

    /// Withheld until the last change has been delivered: a program that stored it earlier and then stopped would lose
    /// the remaining changes.
    pub(crate) fn delta_link(&self) -> Option<&str> {
        if self.page.len() > 0 {
            return None;
        }
        self.progress.delta_link()
    }
}

/// Decodes a page for a stream, which takes its items back with [`typed`].
pub(crate) fn decode_erased<R>(response: &FullResponse) -> Result<PageParts<ErasedItems>, Error>
where
    R: ReadItem<Item: Send + 'static>,
{
    let (items, page) = decode_page::<R>(response)?.split();
    Ok(page.with(Box::new(items)))
}

/// The items of a page, as they were decoded.
pub(super) fn typed<I: 'static>(items: ErasedItems) -> Result<Vec<I>, Error> {
    match items.downcast() {
        Ok(items) => Ok(*items),
        Err(_) => Err(task_lost()),
    }
}
