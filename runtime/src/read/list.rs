//! Reading a collection.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::count::decode_count;
use crate::decode::items::{decode_lenient_page, decode_strict_page};
use crate::decode::page::decode_page;
use crate::error::Error;
use crate::query::filter::IntoFilter;
use crate::query::order::IntoOrder;
use crate::query::search::Search;
use crate::query::structured::Resource;
use crate::read::methods::{consistency_methods, query_methods, request_methods, request_traits};
use crate::read::page::Page;
use crate::read::paging::items::{Items, PagingOptions};
use crate::read::paging::pager::{FetchedPage, Pager};
use crate::read::paging::{ItemStream, PageStream};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;
use crate::transport::call::Call;

/// A read of a collection of `T`: what `T::list(…)` returns.
///
/// It is plain data. `Display` is the relative URL, encoded; `Debug` shows the template and the names of the options,
/// since keys and values may be personal data.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    pub(crate) request: Request,
    lenient: bool,
    paging: PagingOptions,
    entity: PhantomData<fn() -> T>,
}

impl<T: Resource> List<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        List::of(Request::new(endpoint, T::INFO, keys))
    }
}

impl<T> List<T> {
    /// `$filter`: only the items for which the condition holds; a second call is `and`.
    pub fn filter(self, filter: impl IntoFilter<T>) -> Self {
        self.with(|request| request.options.filter(filter.into_filter().node))
    }

    /// `$orderby`: sorts by the key; a second call is a further key.
    pub fn order_by(self, order: impl IntoOrder<T>) -> Self {
        let order = order.into_order();
        self.with(|request| request.options.order_by(order.node, order.descending))
    }

    /// `$search`: a string is a phrase; `f.display_name.search("…")` makes a clause on a property.
    pub fn search(self, search: impl Into<Search<T>>) -> Self {
        self.with(|request| request.options.search(search.into().terms))
    }

    /// `$top`: at most so many items a page.
    pub fn top(self, items: u64) -> Self {
        self.with(|request| request.options.top = Some(items))
    }

    /// `$skip`: without the first so many items.
    pub fn skip(self, items: u64) -> Self {
        self.with(|request| request.options.skip = Some(items))
    }

    /// `$count=true`: the first page says how many items there are in all ([`Page::count`]).
    pub fn with_count(self) -> Self {
        self.with(|request| request.options.count = true)
    }
}

query_methods!(List);
consistency_methods!(List);
request_methods!(List<T>);

impl<T: DeserializeOwned> List<T> {
    /// Reads the first page.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send).
    pub fn page(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Page<T>, Error>> + Send + use<T> {
        let pager = self.pager(client, Position::First);
        async move { Ok(page(pager?.next().await?).unwrap_or_default()) }
    }

    /// Reads the page that `page` links to, with this request's headers; `None` where there is none.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), and a link to another origin.
    pub fn page_after(
        &self,
        page: &Page<T>,
        client: &Client,
    ) -> impl Future<Output = Result<Option<Page<T>>, Error>> + Send + use<T> {
        let at = page.next_link.clone().map_or(Position::End, Position::Link);
        let pager = self.pager(client, at);
        async move { Ok(self::page(pager?.next().await?)) }
    }

    /// Reads every page and collects the items, in the order in which the service lists them.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), on whichever page; also a link to another origin and one that was followed
    /// before.
    pub fn all(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        let pager = self.pager(client, Position::First);
        async move {
            let mut pager = pager?;
            let mut items = Vec::new();
            while let Some(fetched) = pager.next().await? {
                items.extend(fetched.page.value);
            }
            Ok(items)
        }
    }

    /// Reads the first item; `None` where there is none. Asks for one item a page unless the request says otherwise.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn first(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        let one = List {
            request: self.request.clone().first_of_many(),
            ..self.clone()
        };
        let pager = one.pager(client, Position::First);
        async move {
            let mut pager = pager?;
            // A page may be empty and yet not the last.
            while let Some(fetched) = pager.next().await? {
                if let Some(item) = fetched.page.value.into_iter().next() {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }
    }

    /// The items, one by one, through all pages: a [`Stream`](futures_core::Stream) that also has a plain `next()`.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let mut users = User::list().stream(&client);
    /// while let Some(user) = users.next().await? {
    ///     println!("{}", user.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn stream(&self, client: &Client) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        self.items(client, None)
    }

    /// The items behind those that had been delivered when the [`Continuation`] was made, by the same request in this
    /// process or another one.
    ///
    /// A continuation of another request or another service is an error, the stream's first item.
    pub fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        self.items(client, Some(continuation))
    }

    fn items(&self, client: &Client, resumed: Option<Continuation>) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        let read = if self.lenient {
            decode_lenient_page::<T>
        } else {
            decode_strict_page::<T>
        };
        ItemStream(Items::new(
            client,
            self.request.prepare(Cardinality::Many),
            read,
            self.paging,
            resumed,
        ))
    }

    /// The pages, one by one.
    pub fn pages(&self, client: &Client) -> PageStream<T>
    where
        T: Send + 'static,
    {
        PageStream::new(
            client,
            self.request.prepare(Cardinality::Many),
            decode_page::<T>,
            self.paging,
        )
    }

    /// Reads how many items there are: the segment `/$count`, with `$filter` and `$search` alone.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), and an answer that is no number.
    pub fn count(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<u64, Error>> + Send + use<T> {
        let prepared = self.request.clone().counted().prepare(Cardinality::Many);
        let client = client.clone();
        async move { client.read(Call::of(&prepared?), decode_count).await }
    }

    fn pager(&self, client: &Client, at: Position) -> Result<Pager<T>, Error> {
        let pager = Pager::new(
            client.clone(),
            self.request.prepare(Cardinality::Many)?,
            decode_page::<T>,
            at,
        );
        Ok(pager.limit(self.paging.max_pages))
    }
}

/// A page as users see it.
fn page<T>(fetched: Option<FetchedPage<T>>) -> Option<Page<T>> {
    fetched.map(|FetchedPage { page, .. }| Page {
        value: page.value,
        count: page.count,
        next_link: page.next_link,
    })
}

impl<T> List<T> {
    fn of(request: Request) -> Self {
        List {
            request,
            lenient: false,
            paging: PagingOptions::default(),
            entity: PhantomData,
        }
    }

    /// In a stream of items, one that cannot be read is an error for itself, with its place
    /// ([`Error::json_path`]) and its `id` ([`Error::item_id`]), and the stream goes on. Any other error ends it all the
    /// same, so a loop that passes over errors asks [`Error::is_of_item`] first.
    pub fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// How many pages are asked for while the caller works on this one: 1 if it is not set, 0 for none. It counts for
    /// streams; they hold no more pages in memory than these and the one in progress.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.paging.ahead = pages;
        self
    }

    /// How many pages a listing may have: a limit for collections that may be endless. Where there is another one, it is
    /// an error of the kind [`Limit`](crate::ErrorKind::Limit) whose [`continuation`](Error::continuation) says where to
    /// go on; what a stream has delivered before stays delivered, while [`all`](Self::all) gives nothing by halves.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.paging.max_pages = Some(pages);
        self
    }
}

impl<T: DeserializeOwned> List<T> {
    /// A read of a collection at a path that is only known at run time, below the version: `/users?$select=id`, encoded
    /// already. `T` may be any type that serde can read.
    pub fn at_path(path: impl Into<String>) -> Self {
        List::of(Request::at(path.into(), false))
    }

    /// A read of a collection from a whole URL, such as a link that was stored. It is used as it is, on the client's own
    /// origin only.
    pub fn at_url(url: impl Into<String>) -> Self {
        List::of(Request::at(url.into(), true))
    }
}

request_traits!(List: lenient paging);

impl<T> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::Many))
    }
}
