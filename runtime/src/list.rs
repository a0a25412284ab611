//! Reading a collection.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::get::common;
use crate::key::Key;
use crate::page::{Page, Pages};
use crate::query::expand::Expand;
use crate::query::filter::Filter;
use crate::query::order::Order;
use crate::query::search::Search;
use crate::query::select::Selectable;
use crate::query::value::Value;
use crate::request::{Endpoint, Request, Shape};
use crate::shape::Resource;
use crate::{Client, Error, count};

/// A read of a collection of `T`: what `T::list(…)` returns.
///
/// It is plain data. `Display` is the relative URL, encoded; `Debug` shows the template and the names of the options,
/// since keys and values may be personal data.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    pub(crate) request: Request,
    entity: PhantomData<fn() -> T>,
}

impl<T: Resource> List<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        List { request: Request::new(endpoint, T::SHAPE, keys), entity: PhantomData }
    }
}

impl<T: DeserializeOwned> List<T> {
    /// A read of a collection at a path that is only known at run time, below the version: `/users?$select=id`, encoded
    /// already. `T` may be any type that serde can read.
    pub fn path(path: impl Into<String>) -> Self {
        List { request: Request::at(path.into(), false), entity: PhantomData }
    }

    /// A read of a collection from a whole URL, such as a link that was stored. It is used as it is, on the client's own
    /// origin only.
    pub fn url(url: impl Into<String>) -> Self {
        List { request: Request::at(url.into(), true), entity: PhantomData }
    }

    /// Reads the first page.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send).
    pub fn page(&self, client: &Client) -> impl Future<Output = Result<Page<T>, Error>> + Send + use<T> {
        let pages = self.start(client);
        async move {
            let first = pages?.next().await?;
            Ok(first.unwrap_or_default())
        }
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
        let link = page.next_link.clone();
        let pages = self.start(client);
        async move { pages?.from(link).next().await }
    }

    /// Reads every page and collects the items, in the order in which the service lists them.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), on whichever page; also a link to another origin and one that was followed
    /// before.
    pub fn all(&self, client: &Client) -> impl Future<Output = Result<Vec<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        let pages = self.start(client);
        async move {
            let mut pages = pages?;
            let mut items = Vec::new();
            while let Some(page) = pages.next().await? {
                items.extend(page.value);
            }
            Ok(items)
        }
    }

    /// Reads the first item; `None` where there is none. Asks for one item a page unless the request says otherwise.
    ///
    /// # Errors
    ///
    /// As [`all`](Self::all).
    pub fn first(&self, client: &Client) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        let mut one = self.clone();
        one.request.options.top.get_or_insert(1);
        let pages = one.start(client);
        async move {
            let mut pages = pages?;
            // A page may be empty and yet not the last.
            while let Some(page) = pages.next().await? {
                if let Some(item) = page.value.into_iter().next() {
                    return Ok(Some(item));
                }
            }
            Ok(None)
        }
    }

    /// Reads how many items there are: the segment `/$count`, with `$filter` and `$search` alone.
    ///
    /// # Errors
    ///
    /// As [`Get::send`](crate::Get::send), and an answer that is no number.
    pub fn count(&self, client: &Client) -> impl Future<Output = Result<u64, Error>> + Send + use<T> {
        let prepared = self.request.clone().counted().prepare(Shape::Many);
        let client = client.clone();
        async move {
            let answer = client.exchange(prepared?.first()).await?;
            count::read(&answer)
        }
    }

    fn start(&self, client: &Client) -> Result<Pages<T>, Error> {
        Ok(Pages::new(self.request.prepare(Shape::Many)?, client.clone()))
    }
}

impl<T> List<T> {
    fn with(mut self, change: impl FnOnce(&mut Request)) -> Self {
        change(&mut self.request);
        self
    }

    /// `$filter`: only the items for which the condition holds; a second call is `and`.
    pub fn filter(self, filter: Filter<T>) -> Self {
        self.with(|request| request.options.filter(filter.node))
    }

    /// `$orderby`: sorts by the key; a second call is a further key.
    pub fn order_by(self, order: Order<T>) -> Self {
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

    /// Asks for `ConsistencyLevel: eventual` with `$count=true`, which advanced queries on directory objects need. Both
    /// are sent by themselves where a query is known to need them.
    pub fn consistency_level_eventual(self) -> Self {
        self.with(|request| request.consistency(true))
    }

    /// Never sends `ConsistencyLevel: eventual` and `$count=true` by themselves.
    pub fn consistency_level_default(self) -> Self {
        self.with(|request| request.consistency(false))
    }
}

common!(List);

impl<T> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Shape::Many))
    }
}
