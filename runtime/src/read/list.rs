//! Reading collections.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::items::{self, Strict, StrictResults};
use crate::decode::page::{DecodePage, decode_page};
use crate::error::Error;
use crate::query::filter::IntoFilter;
use crate::query::order::Order;
use crate::query::search::Search;
use crate::query::structured::Resource;
use crate::read::lenient::Lenient;
use crate::read::page::Page;
use crate::read::paging::all::AllItems;
use crate::read::paging::items::{Items, decode_erased};
use crate::read::paging::options::PagingOptions;
use crate::read::paging::pager::{FetchedPage, Pager};
use crate::read::paging::prefetch::ErasedItems;
use crate::read::paging::{ItemStream, PageStream};
use crate::read::response::Response;
use crate::read::shared_methods::{
    consistency_methods, query_methods, request_methods, request_traits,
};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;
use crate::transport::call::Call;
use crate::transport::full_response::FullResponse;

/// A read of a collection of `T`, created by `T::list(…)`.
///
/// A request is plain data: `Display` writes its relative URL, percent-encoded. `Debug` shows the path template and the
/// names of the query options only, because keys and values may be personal data.
///
/// ```
/// # use graph_resource::graph_resource;
/// # use serde::Deserialize;
/// #[graph_resource(path = "/users/<userId>")]
/// #[derive(Deserialize)]
/// struct User { id: String, mail: Option<String> }
///
/// let f = User::FIELDS;
/// let request = User::list().filter(f.mail.ends_with("@contoso.com")).top(50);
/// assert_eq!(
///     request.to_string(),
///     "/users?$select=id,mail&$filter=endswith(mail,'@contoso.com')&$top=50&$count=true"
/// );
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    pub(crate) request: Request,
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
    pub(super) fn of(request: Request) -> Self {
        List {
            request,
            paging: PagingOptions::listing(),
            entity: PhantomData,
        }
    }
}

impl<T> List<T> {
    /// Sets `$filter`: returns only the items that match. A second call combines both filters with `and`.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String, mail: Option<String> }
    /// let f = User::FIELDS;
    /// let request = User::list().filter(f.mail.is_not_null()).filter(f.id.ne("1"));
    /// assert!(request.to_string().contains("$filter=mail%20ne%20null%20and%20id%20ne%20'1'"));
    /// ```
    pub fn filter(self, filter: impl IntoFilter<T>) -> Self {
        self.with(|request| request.options.filter(filter.into_condition()))
    }

    /// Adds a key to `$orderby`. A second call adds a further key; the same key twice is an error before the request is
    /// sent.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String, mail: Option<String> }
    /// let f = User::FIELDS;
    /// let request = User::list().order_by(f.mail.asc()).order_by(f.id.desc());
    /// assert!(request.to_string().contains("&$orderby=mail,id%20desc"));
    /// ```
    pub fn order_by(self, order: Order<T>) -> Self // `.order_by(f.display_name.asc())` or `.desc()`, once per key
    {
        self.with(|request| request.options.order_by(order.node, order.descending))
    }

    /// Sets `$search`. A string is searched as a phrase; `f.display_name.search("…")` searches one property. A second
    /// call combines both searches with `AND`.
    ///
    /// ```
    /// # use graph_resource::graph_resource;
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/me/messages/<messageId>")] #[derive(Deserialize)]
    /// # struct Message { id: String }
    /// let request = Message::list().search("annual report");
    /// assert_eq!(request.to_string(), "/me/messages?$select=id&$search=%22annual%20report%22");
    /// ```
    pub fn search(self, search: impl Into<Search<T>>) -> Self {
        self.with(|request| request.options.search(search.into().terms))
    }

    /// Sets `$top`: how many items a page has at most.
    pub fn top(self, items: u64) -> Self {
        self.with(|request| request.options.top = Some(items))
    }

    /// Sets `$skip`: how many items are skipped at the beginning.
    pub fn skip(self, items: u64) -> Self {
        self.with(|request| request.options.skip = Some(items))
    }

    /// Sets `$count=true`: the first page then says how many items the collection has ([`Page::count`]).
    pub fn with_count(self) -> Self {
        self.with(|request| request.options.count = true)
    }
}

query_methods! {
    List,
    select, // `.select([f.id, f.mail])`, in brackets; for a `Vec` or an iterator: `.select_each(…)`
    expand, // `.expand(f.members.expand().top(5))`; fields with `#[graph(expand)]` are expanded without it
}
request_methods!(List<T>);
consistency_methods!(List);

impl<T> List<T> {
    /// Sets how many pages a stream requests ahead while the caller works on the current one. The default is 1; 0
    /// requests pages on demand. A stream holds at most these pages and the current one in memory.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.paging.prefetch = pages;
        self
    }

    /// Limits how many pages a listing may have, for collections that may be endless. The default is no limit. A
    /// resumed listing counts its pages anew.
    ///
    /// If there is a further page, the read fails with [`ErrorKind::Limit`](crate::ErrorKind::Limit). A stream has
    /// delivered the items before it by then, and the error's [`continuation`](Error::continuation) says where to
    /// resume. The error of [`all`](Self::all) has none, since the caller has not got the items before it: raise the
    /// limit, or read a stream.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.paging.max_pages = Some(pages);
        self
    }

    /// Makes the streams of this request continue after an item that does not fit `T`.
    ///
    /// Such an item yields an error with its place ([`Error::json_path`]) and its `id` ([`Error::item_id`]). Any other
    /// error still ends the stream, so a loop that skips errors must check [`Error::is_of_item`] first.
    ///
    /// [`Lenient`] only has the reads that can report such an item, `stream` and `resume`. Call this method last, after
    /// those that set query options.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn print_valid_users(client: Client) -> Result<(), graph_resource::Error> {
    /// let mut users = User::list().lenient().stream(&client);
    /// loop {
    ///     match users.next().await {
    ///         Ok(Some(user)) => println!("{}", user.id),
    ///         Ok(None) => return Ok(()),
    ///         Err(error) if error.is_of_item() => eprintln!("skipped {:?}: {error}", error.item_id()),
    ///         Err(error) => return Err(error),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn lenient(self) -> Lenient<Self> {
        Lenient(self)
    }
}

impl<T: DeserializeOwned> List<T> {
    /// Reads the first page.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a page of `T`.
    pub fn page(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Page<T>, Error>> + Send + use<T> {
        client.send_for_value(self.first_call(client), decode_first_page)
    }

    /// Reads the first page, as [`page`](Self::page) does. Returns it with the response: its status, headers, and
    /// request ids.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
    /// let users = User::list().response(&client).await?;
    /// println!("{} users, {:?}", users.value.value.len(), users.throttle());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// body is not a page of `T`.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Page<T>>, Error>> + Send + use<T> {
        let call = self.first_call(client);
        let client = client.clone();
        async move {
            let (page, response) = client.send_call(call, decode_first_page).await?;
            Ok(Response::of(page, &response))
        }
    }

    /// Reads every page and returns all items, in the order in which the service lists them.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn count_users(client: Client) -> Result<(), graph_resource::Error> {
    /// let users: Vec<User> = User::list().top(999).all(&client).await?;
    /// println!("{} users", users.len());
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status of a page is not
    /// 2xx, a page does not fit `T`, a next link leads to another origin or was already followed, or there are more
    /// pages than [`max_pages`](Self::max_pages).
    pub fn all(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Vec<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        AllItems::new(
            self.pager(client, Position::First),
            decode_page::<Strict<T>>,
        )
    }

    /// Reads the first item. Returns `None` if there is none. Requests one item per page unless `$top` is set or the
    /// list was created with [`at_url`](Self::at_url).
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, or the
    /// page does not fit `T`. A page may be empty without being the last. Then the read also fails if a next link leads
    /// to another origin or was already followed, or, with [`ErrorKind::Limit`](crate::ErrorKind::Limit), if there are
    /// more empty pages than [`max_pages`](Self::max_pages).
    pub fn first(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Option<T>, Error>> + Send + use<T>
    where
        T: Send,
    {
        let first_of_many = List {
            request: self.request.clone().first_of_many(),
            ..self.clone()
        };
        let pager = first_of_many.pager(client, Position::First);
        async move {
            let mut pager = pager?;
            // A page may be empty without being the last one.
            loop {
                let fetched = pager.next(decode_page::<Strict<T>>).await;
                let Some(fetched) = fetched.map_err(Error::without_continuation)? else {
                    return Ok(None);
                };
                if let Some(item) = fetched.page.value.into_iter().next() {
                    return Ok(Some(item));
                }
            }
        }
    }

    /// Returns a stream of the items across all pages: a [`Stream`](futures_core::Stream) that also has a plain
    /// `next()`, which lists the errors. The first request is sent when the stream is first polled.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn print_users(client: Client) -> Result<(), graph_resource::Error> {
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
        self.items(client, decode_erased::<StrictResults<T>>, None)
    }

    /// Returns a stream of the pages. The first request is sent when the stream is first polled. [`PageStream`] has an
    /// example, and [`PageStream::next`] lists the errors.
    pub fn pages(&self, client: &Client) -> PageStream<T>
    where
        T: Send + 'static,
    {
        PageStream::new(client, self.request.prepare(Cardinality::Many), self.paging)
    }

    /// Returns a stream of the items that had not been delivered when the [`Continuation`] was made, by the same
    /// request in this process or another one.
    ///
    /// If the continuation belongs to another request or another service, the stream's first item is an error.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client, Continuation};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn print_rest(client: Client, stored: &str) -> Result<(), graph_resource::Error> {
    /// let continuation: Continuation = stored.parse()?;
    /// let mut users = User::list().resume(&client, continuation);
    /// while let Some(user) = users.next().await? {
    ///     println!("{}", user.id);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        self.items(
            client,
            decode_erased::<StrictResults<T>>,
            Some(continuation),
        )
    }

    /// Reads the page that `page` links to, with the headers of this request. Returns `None` if `page` is the last one.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, the body
    /// is not a page of `T`, the link leads to another origin, or the page that it leads to links to itself.
    pub fn page_after(
        &self,
        page: &Page<T>,
        client: &Client,
    ) -> impl Future<Output = Result<Option<Page<T>>, Error>> + Send + use<T> {
        let next_page = match &page.next_link {
            Some(link) => Position::Link(link.clone()),
            None => Position::End,
        };
        let pager = self.pager(client, next_page);
        async move {
            let mut pager = pager?;
            let fetched = pager.next(decode_page::<Strict<T>>).await?;
            pager.check_loop()?;
            Ok(fetched.map(into_page))
        }
    }

    fn items(
        &self,
        client: &Client,
        decode: DecodePage<ErasedItems>,
        resumed: Option<Continuation>,
    ) -> ItemStream<T>
    where
        T: Send + 'static,
    {
        ItemStream(Items::new(
            client,
            self.request.prepare(Cardinality::Many),
            decode,
            self.paging,
            resumed,
        ))
    }

    fn first_call(&self, client: &Client) -> Result<Call, Error> {
        self.pager(client, Position::First)?.first_call()
    }

    fn pager(&self, client: &Client, position: Position) -> Result<Pager, Error> {
        let request = self.request.prepare(Cardinality::Many)?;
        let client = client.clone();
        Ok(Pager::new(client, request, position, self.paging))
    }
}

fn into_page<T>(fetched: FetchedPage<Vec<T>>) -> Page<T> {
    Page::new(fetched.page, fetched.response.context())
}

/// Decodes a page that is read on its own.
pub(super) fn decode_first_page<T: DeserializeOwned>(
    response: &FullResponse,
) -> Result<Page<T>, Error> {
    let page = decode_page::<Strict<T>>(response)?;
    Ok(Page::new(page, response.context()))
}

impl<T: DeserializeOwned + Send + 'static> Lenient<List<T>> {
    /// Returns a stream of the items across all pages, as [`List::stream`] does. An item that does not fit `T` yields an
    /// error for which [`Error::is_of_item`] is true, and the stream continues.
    pub fn stream(&self, client: &Client) -> ItemStream<T> {
        self.0
            .items(client, decode_erased::<items::Lenient<T>>, None)
    }

    /// Returns a stream of the items that had not been delivered when the [`Continuation`] was made, as [`List::resume`]
    /// does. The request may have been lenient or not when it was made.
    pub fn resume(&self, client: &Client, continuation: Continuation) -> ItemStream<T> {
        self.0.items(
            client,
            decode_erased::<items::Lenient<T>>,
            Some(continuation),
        )
    }
}

request_traits!(List: paging);

impl<T> fmt::Display for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::Many))
    }
}
