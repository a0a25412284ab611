//! Streams of pages and of items.

pub(crate) mod items;
pub(crate) mod pager;
pub(crate) mod prefetch;
pub(crate) mod progress;
pub(crate) mod resumption;

pub use crate::read::page::Page;
pub use crate::resume::continuation::Continuation;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::client::Client;
use crate::error::Error;
use crate::read::paging::pager::ReadPage;
use crate::read::paging::prefetch::Prefetch;
use crate::read::paging::progress::ListingProgress;
use crate::request::prepared::Prepared;

pub(crate) use crate::read::paging::items::{Items, PagingOptions};

/// The pages of a collection, one after the other; made by [`List::pages`](crate::List::pages).
///
/// It may be dropped at any time, and so may a future that waits for the next page: nothing is lost. Nothing follows an
/// error, but the [`continuation`](Self::continuation) says where to go on.
pub struct PageStream<T> {
    pages: Prefetch<T>,
    place: ListingProgress,
}

impl<T: Send + 'static> PageStream<T> {
    /// The next page; `None` at the end. The same as the stream's, without a crate for streams.
    ///
    /// # Errors
    ///
    /// As [`List::all`](crate::List::all).
    pub async fn next(&mut self) -> Result<Option<Page<T>>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Where the stream is: behind the last page that was delivered, for [`List::resume`](crate::List::resume). `None`
    /// where the request could not be sent at all.
    pub fn continuation(&self) -> Option<Continuation> {
        self.place.continuation(0)
    }

    pub(crate) fn new(
        client: &Client,
        request: Result<Prepared, Error>,
        read: ReadPage<T>,
        paging: PagingOptions,
    ) -> Self {
        let (pages, place) = items::begin(client, request, read, paging, None);
        PageStream { pages, place }
    }
}

impl<T: Send + 'static> Stream for PageStream<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let fetched = match ready!(self.pages.poll_next(context)) {
            Some(Ok(fetched)) => fetched,
            Some(Err(error)) => return Poll::Ready(Some(Err(self.place.end(error)))),
            None => return Poll::Ready(None),
        };
        let (count, next_link) = (fetched.page.count, fetched.page.next_link.clone());
        let (value, _) = self.place.turn(fetched);
        Poll::Ready(Some(Ok(Page {
            value,
            count,
            next_link,
        })))
    }
}

impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream").finish_non_exhaustive()
    }
}

/// The items of a collection, one by one, through all its pages; made by [`List::stream`](crate::List::stream).
///
/// It may be dropped at any time, and so may a future that waits for the next item: nothing is lost and nothing comes
/// twice. In memory are the page in progress and those that were asked for ahead. Nothing follows an error, but the
/// [`continuation`](Self::continuation) says where to go on.
pub struct ItemStream<T>(pub(crate) Items<T>);

impl<T: Send + 'static> ItemStream<T> {
    /// The next item; `None` at the end. The same as the stream's, without a crate for streams.
    ///
    /// # Errors
    ///
    /// As [`List::all`](crate::List::all).
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Where the stream is: behind the last item that was delivered. `None` where the request could not be sent at all.
    pub fn continuation(&self) -> Option<Continuation> {
        self.0.continuation()
    }

    /// How many items there are in all, where the request asked ([`List::with_count`](crate::List::with_count)) and the
    /// service said so; known once the first page is here.
    pub fn count(&self) -> Option<u64> {
        self.0.count()
    }
}

impl<T: Send + 'static> Stream for ItemStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(context)
    }
}

impl<T> Unpin for ItemStream<T> {}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}

#[allow(dead_code, reason = "a compile-time check")]
fn streams_are_send(
    pages: PageStream<String>,
    items: ItemStream<String>,
    _: &Client,
) -> (impl Send + Unpin, impl Send + Unpin) {
    (pages, items)
}
