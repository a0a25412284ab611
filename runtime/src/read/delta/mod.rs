//! Delta queries: reading what has changed since an earlier read.

pub(crate) mod change;
pub(crate) mod removal;
pub(crate) mod round_page;
pub(crate) mod stream;

pub use crate::read::delta::change::{Change, RelationChange, RemovedReason};
pub use crate::read::delta::stream::DeltaStream;
pub use crate::resume::delta_link::{DeltaLink, Resync, ResyncKind};

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::address::workload::Workload;
use crate::client::Client;
use crate::decode::page::{DecodePage, decode_page};
use crate::error::Error;
use crate::query::filter::IntoFilter;
use crate::query::structured::Resource;
use crate::read::delta::round_page::{LenientChanges, StrictChanges};
use crate::read::lenient::Lenient;
use crate::read::paging::items::{Items, decode_erased};
use crate::read::paging::options::PagingOptions;
use crate::read::paging::pager::Pager;
use crate::read::paging::prefetch::ErasedItems;
use crate::read::response::Response;
use crate::read::shared_methods::{query_methods, request_methods, request_traits};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;
use crate::resume::position::Position;
use crate::transport::full_response::FullResponse;

/// A delta query, created by the methods of `#[graph_resource(delta(…))]`.
///
/// The first round lists every item; each later round lists what has changed since the [`DeltaLink`] of the round
/// before. An item may occur twice in a round, and changes may be repeated in a later one: the last change of an `id`
/// counts. A changed item may be sent without its unchanged properties, so declare the struct's fields as `Option`, or
/// as [`MaybeSent`](crate::types::MaybeSent) to distinguish a property that was not sent from one that is `null`
/// ([delta queries](https://learn.microsoft.com/graph/delta-query-overview)).
///
/// ```no_run
/// # use graph_resource::{graph_resource, Change, Client, DeltaLink};
/// # use serde::Deserialize;
/// #[graph_resource(delta(changes = "/users/delta"))]
/// #[derive(Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct User { id: String, display_name: Option<String> }
///
/// # async fn sync(client: Client, stored: Option<DeltaLink>) -> Result<DeltaLink, graph_resource::Error> {
/// let query = match stored {
///     None => User::changes(),
///     Some(link) => User::changes().since(link),
/// };
/// let round = query.all(&client).await?;
/// for change in round.changes {
///     match change {
///         Change::Updated(user) => println!("{} is {:?}", user.id, user.display_name),
///         Change::Removed { id, .. } => println!("{id} was removed"),
///         _ => {}
///     }
/// }
/// Ok(round.link)
/// # }
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Delta<T> {
    request: Request,
    since: Option<DeltaLink>,
    paging: PagingOptions,
    entity: PhantomData<fn() -> T>,
}

/// A complete round of changes, returned by [`Delta::all`].
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(delta(changes = "/users/delta"))] #[derive(Deserialize)]
/// # struct User { id: String }
/// # async fn sync(client: Client) -> Result<(), graph_resource::Error> {
/// let first = User::changes().all(&client).await?;
/// let second = User::changes().since(first.link).all(&client).await?;
/// println!("{} changes since the first round", second.changes.len());
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Round<T> {
    /// The changes, in the service's order.
    pub changes: Vec<Change<T>>,
    /// Where the next round starts. Store it for [`Delta::since`].
    pub link: DeltaLink,
}

impl<T> Round<T> {
    /// Creates a round, for the tests of a program that handles one.
    pub fn new(changes: Vec<Change<T>>, link: DeltaLink) -> Self {
        Round { changes, link }
    }
}

impl<T: Resource> Delta<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Delta {
            request: Request::new(endpoint, T::INFO, keys),
            since: None,
            paging: PagingOptions::round(),
            entity: PhantomData,
        }
    }
}

impl<T> Delta<T> {
    /// Returns only what has changed since the round that ended with this link. The link repeats the query options of
    /// the first request, so the options of this one are not sent, and `Display` writes the link.
    /// A link that leads to another origin than the client's is not sent: reading the round fails with
    /// [`ErrorKind::Link`](crate::ErrorKind::Link).
    pub fn since(mut self, link: DeltaLink) -> Self {
        self.since = Some(link);
        self
    }

    /// Returns no items, only a link to what changes from now on. Sends `$deltatoken=latest`, or `token=latest` on
    /// drives and sites.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Change, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(delta(changes = "/users/delta"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn start_now(client: Client) -> Result<(), graph_resource::Error> {
    /// let link = User::changes().latest().all(&client).await?.link;
    /// # Ok(()) }
    /// ```
    pub fn latest(self) -> Self {
        let scope = ThrottleScope::of(ResourcePath::parse(self.request.template()));
        let name = if scope.workload.named() == Some(Workload::Files) {
            "token"
        } else {
            "$deltatoken"
        };
        self.param(name, "latest")
    }

    /// Sets `$filter`. Most services support it only by `id` or by a date. A second call combines both filters with
    /// `and`.
    pub fn filter(self, filter: impl IntoFilter<T>) -> Self {
        self.with(|request| request.options.filter(filter.into_condition()))
    }
}

query_methods! {
    Delta,
    select, // `.select([f.id, f.mail])`, in brackets; for a `Vec` or an iterator: `.select_each(…)`
    expand, // `.expand(f.members.expand().top(5))`; fields with `#[graph(expand)]` are expanded without it
}
request_methods!(Delta<T>);

impl<T> Delta<T> {
    /// Sets how many pages a stream requests ahead while the caller works on the current one. The default is 1; 0
    /// requests pages on demand.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.paging.prefetch = pages;
        self
    }

    /// Limits how many pages a round may have, for collections that may be endless. By default there is no limit. A
    /// resumed round counts its pages anew.
    ///
    /// If there is a further page, the read fails with [`ErrorKind::Limit`](crate::ErrorKind::Limit). A stream has
    /// delivered the changes before it by then, and the error's [`continuation`](Error::continuation) says where to
    /// resume. The error of [`all`](Self::all) has none, since the caller has not got the changes before it: raise the
    /// limit, or read a stream.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.paging.max_pages = Some(pages);
        self
    }

    /// Makes the streams of this query continue after an item that does not fit `T`, so that a single one does not block
    /// all rounds.
    ///
    /// Such an item yields an error with its place ([`Error::json_path`]) and its `id` ([`Error::item_id`]). Any other
    /// error still ends the stream, so a loop that skips errors must check [`Error::is_of_item`] first. The service does
    /// not send the item again until it changes, so record its `id` before you store the link to the next round.
    ///
    /// [`Lenient`] only has the reads that can report such an item, `stream` and `resume`. Call this method last, after
    /// those that set query options.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Client, DeltaLink};
    /// # use serde::Deserialize;
    /// # #[graph_resource(delta(changes = "/users/delta"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn sync(client: Client) -> Result<Option<DeltaLink>, graph_resource::Error> {
    /// let mut changes = User::changes().lenient().stream(&client);
    /// loop {
    ///     match changes.next().await {
    ///         Ok(Some(change)) => println!("{:?}", change.updated().map(|user| user.id)),
    ///         Ok(None) => return Ok(changes.delta_link()),
    ///         Err(error) if error.is_of_item() => eprintln!("skipped {:?}: {error}", error.item_id()),
    ///         Err(error) => return Err(error),
    ///     }
    /// }
    /// # }
    /// ```
    pub fn lenient(self) -> Lenient<Self> {
        Lenient(self)
    }

    /// The first request of the round.
    pub(crate) fn prepare(&self) -> Result<Prepared, Error> {
        let request = self.request.prepare(Cardinality::One)?;
        Ok(match &self.since {
            Some(link) => request.at_link(link.as_str()),
            None => request,
        })
    }
}

impl<T: DeserializeOwned + Send + 'static> Delta<T> {
    /// Reads a complete round.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status of a page is not
    /// 2xx, a page does not fit `T`, a next link leads to another origin or was already followed, there are more pages
    /// than [`max_pages`](Self::max_pages), or the last page has no delta link. If the service no longer accepts the
    /// link given to [`since`](Self::since), [`Error::resync`] says how to start again.
    pub fn all(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Round<T>, Error>> + Send + use<T> {
        let read = self.read(client);
        async move { Ok(read.await?.0) }
    }

    /// Reads a complete round, as [`all`](Self::all) does. Returns it with the last response, which had the delta link: its
    /// status, headers, and request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if [`all`](Self::all) would.
    pub fn response(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Response<Round<T>>, Error>> + Send + use<T> {
        let read = self.read(client);
        async move {
            let (round, response) = read.await?;
            Ok(Response::of(round, &response))
        }
    }

    /// Reads a complete round, and returns it with its last response.
    fn read(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<(Round<T>, FullResponse), Error>> + Send + use<T> {
        let pager = self.pager(client);
        async move {
            let mut pager = pager?;
            let mut changes = Vec::new();
            let decode = decode_page::<StrictChanges<T>>;
            let mut fetched = pager.first(decode).await?;
            loop {
                for change in fetched.page.value {
                    changes.push(change?);
                }
                let Some(next) = pager.next(decode).await? else {
                    break;
                };
                fetched = next;
            }
            let link = DeltaLink::new(&pager.delta_link()?);
            Ok((Round::new(changes, link), fetched.response))
        }
    }

    /// Returns a stream of the changes. When it has ended, [`DeltaStream::delta_link`] is the link to the next round.
    /// [`DeltaStream::next`] lists the errors.
    ///
    /// ```no_run
    /// # use graph_resource::{graph_resource, Change, Client};
    /// # use serde::Deserialize;
    /// # #[graph_resource(delta(changes = "/users/delta"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # async fn sync(client: Client) -> Result<(), graph_resource::Error> {
    /// let mut changes = User::changes().stream(&client);
    /// while let Some(change) = changes.next().await? {
    ///     if let Change::Updated(user) = change {
    ///         println!("{}", user.id);
    ///     }
    /// }
    /// let next_round = changes.delta_link();
    /// # Ok(()) }
    /// ```
    pub fn stream(&self, client: &Client) -> DeltaStream<T> {
        self.changes(client, decode_erased::<StrictChanges<T>>, None)
    }

    /// Returns a stream of the changes that had not been delivered when the [`Continuation`] was made, by the same
    /// query in this process or another one. The link given to [`since`](Self::since) is part of the query.
    ///
    /// If the continuation belongs to another query or another service, the stream's first item is an error.
    pub fn resume(&self, client: &Client, continuation: Continuation) -> DeltaStream<T> {
        self.changes(
            client,
            decode_erased::<StrictChanges<T>>,
            Some(continuation),
        )
    }

    fn pager(&self, client: &Client) -> Result<Pager, Error> {
        let client = client.clone();
        let request = self.prepare()?;
        Ok(Pager::new(client, request, Position::First, self.paging))
    }

    fn changes(
        &self,
        client: &Client,
        decode: DecodePage<ErasedItems>,
        resumed: Option<Continuation>,
    ) -> DeltaStream<T> {
        DeltaStream(Items::new(
            client,
            self.prepare(),
            decode,
            self.paging,
            resumed,
        ))
    }
}

impl<T: DeserializeOwned + Send + 'static> Lenient<Delta<T>> {
    /// Returns a stream of the changes, as [`Delta::stream`] does. A change that does not fit `T`, or the removal of an
    /// item that cannot be identified, yields an error for which [`Error::is_of_item`] is true, and the stream continues.
    pub fn stream(&self, client: &Client) -> DeltaStream<T> {
        self.0
            .changes(client, decode_erased::<LenientChanges<T>>, None)
    }

    /// Returns a stream of the changes that had not been delivered when the [`Continuation`] was made, as
    /// [`Delta::resume`] does. The query may have been lenient or not when it was made.
    pub fn resume(&self, client: &Client, continuation: Continuation) -> DeltaStream<T> {
        self.0.changes(
            client,
            decode_erased::<LenientChanges<T>>,
            Some(continuation),
        )
    }
}

request_traits!(Delta: since paging);

/// Writes what is sent first: the relative URL of the first round, or the link of a later one.
impl<T> fmt::Display for Delta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.since {
            Some(link) => f.write_str(link.as_str()),
            None => f.write_str(&self.request.url(Cardinality::One)),
        }
    }
}

#[cfg(test)]
mod tests;
