//! Pages of collections, streams of pages and items, and where to resume them.

pub(crate) mod all;
pub(crate) mod items;
pub(crate) mod options;
pub(crate) mod pager;
pub(crate) mod prefetch;
pub(crate) mod progress;
pub(crate) mod resumption;

pub use crate::read::lenient::Lenient;
pub use crate::read::page::Page;
pub use crate::resume::continuation::Continuation;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::client::Client;
use crate::decode::items::Strict;
use crate::error::Error;
use crate::read::paging::items::{Items, decode_erased, typed};
use crate::read::paging::options::PagingOptions;
use crate::read::paging::pager::FetchedPage;
use crate::read::paging::prefetch::{ErasedItems, Prefetch};
use crate::read::paging::progress::ListingProgress;
use crate::request::prepared::Prepared;

/// A stream of the pages of a collection, returned by [`List::pages`](crate::List::pages).
///
/// Dropping the stream, or a future that waits for the next page, loses nothing. Nothing follows an error, but
/// [`continuation`](Self::continuation) says where to resume.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// # async fn print_pages(client: Client) -> Result<(), graph_resource::Error> {
/// let mut pages = User::list().top(100).pages(&client);
/// while let Some(page) = pages.next().await? {
///     println!("{} users", page.value.len());
/// }
/// # Ok(()) }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct PageStream<T> {
    pages: Prefetch,
    progress: ListingProgress,
    item: PhantomData<fn() -> T>,
}

impl<T: Send + 'static> PageStream<T> {
    /// Returns the next page, or `None` after the last one. Works like `TryStreamExt::try_next` of the `futures`
    /// crate, without an extension trait.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, the page
    /// does not fit `T`, its next link leads to another origin or was already followed, or there are more pages than
    /// [`max_pages`](crate::List::max_pages).
    pub async fn next(&mut self) -> Result<Option<Page<T>>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Returns where to resume after the last page that was delivered, for [`List::resume`](crate::List::resume).
    /// `None` if the request is invalid. At the end of the listing it is `Some`, and resuming there yields nothing.
    pub fn continuation(&self) -> Option<Continuation> {
        self.progress.continuation(0)
    }

    pub(crate) fn new(
        client: &Client,
        request: Result<Prepared, Error>,
        paging: PagingOptions,
    ) -> Self
    where
        T: DeserializeOwned,
    {
        let decode = decode_erased::<Strict<T>>;
        let (pages, progress) = items::start_listing(client, request, decode, paging, None);
        PageStream {
            pages,
            progress,
            item: PhantomData,
        }
    }

    fn enter(&mut self, fetched: FetchedPage<ErasedItems>) -> Result<Page<T>, Error> {
        let context = fetched.response.context();
        let (page, _) = self.progress.enter_page(fetched);
        let (items, page) = page.split();
        let items = typed(items)?;
        self.progress.items_delivered(items.len());
        Ok(Page::new(page.with(items), context))
    }
}

impl<T: Send + 'static> Stream for PageStream<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(match ready!(self.pages.poll_next(context)) {
            Some(Ok(fetched)) => Some(self.enter(fetched)),
            Some(Err(error)) => Some(Err(self.progress.complete_error(error))),
            None => None,
        })
    }
}

impl<T> Unpin for PageStream<T> {}

impl<T> fmt::Debug for PageStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageStream").finish_non_exhaustive()
    }
}

/// A stream of the items of a collection across all pages, returned by [`List::stream`](crate::List::stream).
///
/// Dropping the stream, or a future that waits for the next item, loses nothing and repeats nothing. It holds the
/// current page in memory and the pages that were requested ahead ([`List::prefetch`](crate::List::prefetch)). Nothing
/// follows an error, except that of a single item in a [`lenient`](crate::List::lenient) listing, but
/// [`continuation`](Self::continuation) says where to resume.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client, Continuation, ItemStream};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// # async fn copy(client: Client, stored: Option<Continuation>) -> Result<(), graph_resource::Error> {
/// let mut users: ItemStream<User> = match stored {
///     Some(continuation) => User::list().resume(&client, continuation),
///     None => User::list().stream(&client),
/// };
/// while let Some(user) = users.next().await? {
///     println!("{}", user.id);
/// }
/// # Ok(()) }
/// ```
#[must_use = "streams do nothing unless polled"]
pub struct ItemStream<T>(pub(crate) Items<T>);

impl<T: Send + 'static> ItemStream<T> {
    /// Returns the next item, or `None` after the last one. Works like `TryStreamExt::try_next` of the `futures`
    /// crate, without an extension trait.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, the page
    /// does not fit `T`, its next link leads to another origin or was already followed, or there are more pages than
    /// [`max_pages`](crate::List::max_pages). In a [`lenient`](crate::List::lenient) listing, an item that does not fit
    /// `T` is an error of its own, and the stream continues.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Returns where to resume after the last item that was delivered, for [`List::resume`](crate::List::resume). An
    /// item's own error counts as delivered. `None` if the request is invalid or the stream was resumed with a
    /// continuation of another request or service. At the end of the listing it is `Some`, and resuming there yields
    /// nothing.
    pub fn continuation(&self) -> Option<Continuation> {
        self.0.continuation()
    }

    /// Returns how many items the whole collection has, if the request asked for it
    /// ([`List::with_count`](crate::List::with_count)) and the service sent it. Known once the first page has arrived.
    /// A stream that resumes at a later page usually has no count.
    pub fn total_count(&self) -> Option<u64> {
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
