//! Delta queries: what has changed since the last time.

pub(crate) mod change;
pub(crate) mod removal;
pub(crate) mod round_page;

pub use crate::read::delta::change::{Change, RelationChange, RemovedReason};
pub use crate::resume::delta_link::{DeltaLink, Resync, ResyncKind};

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::address::resource_path::ResourcePath;
use crate::address::workload::Workload;
use crate::client::Client;
use crate::error::Error;
use crate::query::filter::IntoFilter;
use crate::query::structured::Resource;
use crate::read::delta::round_page::decode_changes;
use crate::read::methods::{query_methods, request_methods, request_traits};
use crate::read::paging::items::{Items, PagingOptions};
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::prepared::Prepared;
use crate::resume::continuation::Continuation;

/// A delta query: what the methods of `#[graph_resource(delta(…))]` return.
///
/// The first round lists everything there is, each further one what has changed since the [`DeltaLink`] of the one before.
/// An item may come twice in a round and changes may be replayed in a later one: the last word on an `id` is the one that
/// counts. Items that have changed need not come whole, so the struct's fields are `Option`s, or [`Sent`] where it matters
/// whether a property was not sent or is `null`.
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
///         Change::Removed { id, .. } => println!("{id} is gone"),
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

/// A whole round of changes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Round<T> {
    /// The changes in the service's order.
    pub changes: Vec<Change<T>>,
    /// Where the next round begins: store it.
    pub link: DeltaLink,
}

impl<T: Resource> Delta<T> {
    #[doc(hidden)]
    pub fn new(endpoint: &'static Endpoint, keys: &[&dyn Key]) -> Self {
        Delta {
            request: Request::new(endpoint, T::INFO, keys),
            since: None,
            paging: PagingOptions::default(),
            entity: PhantomData,
        }
    }
}

impl<T> Delta<T> {
    /// Only what has changed since that round. The link repeats the options of the first request; those given here are
    /// not sent.
    pub fn since(mut self, link: DeltaLink) -> Self {
        self.since = Some(link);
        self
    }

    /// Nothing of what there is, only a link to what changes from now on: `$deltatoken=latest`, on drives and sites
    /// `token=latest`.
    pub fn latest(self) -> Self {
        let workload = Workload::of(ResourcePath::parse(self.request.template()));
        let option = if workload == Workload::FILES {
            "token"
        } else {
            "$deltatoken"
        };
        self.param(option, "latest")
    }

    /// The first request of the round.
    pub(crate) fn prepare(&self) -> Result<Prepared, Error> {
        let request = self.request.prepare(Cardinality::One)?;
        Ok(match &self.since {
            Some(link) => request.at_link(link.as_str()),
            None => request,
        })
    }

    /// `$filter`: most services allow it by `id`, or by a date, alone.
    pub fn filter(self, filter: impl IntoFilter<T>) -> Self {
        self.with(|request| request.options.filter(filter.into_filter().node))
    }

    /// How many pages are asked for while the caller works on this one: 1 if it is not set, 0 for none.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.paging.ahead = pages;
        self
    }

    /// How many pages a round may have: a limit for collections that may be endless. Where there is another one, it is an
    /// error of the kind [`Limit`](crate::ErrorKind::Limit) whose [`continuation`](Error::continuation) says where to go
    /// on; what a stream has delivered before stays delivered, while [`all`](Self::all) gives nothing by halves.
    pub fn max_pages(mut self, pages: u64) -> Self {
        self.paging.max_pages = Some(pages);
        self
    }
}

impl<T: DeserializeOwned + Send + 'static> Delta<T> {
    /// The changes, one by one; the link to the next round is the stream's own when it has ended.
    pub fn stream(&self, client: &Client) -> DeltaStream<T> {
        self.changes(client, None)
    }

    /// The changes behind those that had been delivered when the [`Continuation`] was made, by the same query in this
    /// process or another one.
    ///
    /// A continuation of another query or another service is an error, the stream's first item.
    pub fn resume(&self, client: &Client, continuation: Continuation) -> DeltaStream<T> {
        self.changes(client, Some(continuation))
    }

    fn changes(&self, client: &Client, resumed: Option<Continuation>) -> DeltaStream<T> {
        DeltaStream(Items::new(
            client,
            self.prepare(),
            decode_changes::<T>,
            self.paging,
            resumed,
        ))
    }

    /// Reads the whole round.
    ///
    /// # Errors
    ///
    /// As [`List::all`](crate::List::all); a link that is too old is [`Error::resync`].
    pub fn all(
        &self,
        client: &Client,
    ) -> impl Future<Output = Result<Round<T>, Error>> + Send + use<T> {
        let mut stream = self.stream(client);
        let context = self.request.context();
        async move {
            let mut changes = Vec::new();
            while let Some(change) = stream.next().await? {
                changes.push(change);
            }
            let link = stream.delta_link().ok_or_else(|| {
                let what = "the last page has no `@odata.deltaLink`, so there is no next round";
                Error::new(crate::error::kind::ErrorKind::Decode, what).with_context(context)
            })?;
            Ok(Round { changes, link })
        }
    }
}

query_methods!(Delta);
request_methods!(Delta<T>);
request_traits!(Delta: since paging);

impl<T> fmt::Display for Delta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}

/// The changes of a round, one by one; made by [`Delta::stream`].
///
/// It may be dropped at any time, and so may a future that waits for the next change. Nothing follows an error, but the
/// [`continuation`](Self::continuation) says where to go on.
pub struct DeltaStream<T>(Items<Change<T>>);

impl<T: Send + 'static> DeltaStream<T> {
    /// The next change; `None` at the end. The same as the stream's, without a crate for streams.
    ///
    /// # Errors
    ///
    /// As [`Delta::all`].
    pub async fn next(&mut self) -> Result<Option<Change<T>>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Where the stream is: behind the last change that was delivered. `None` where the request could not be sent at all.
    pub fn continuation(&self) -> Option<Continuation> {
        self.0.continuation()
    }

    /// Where the next round begins; known when the last change of this one has been delivered.
    pub fn delta_link(&self) -> Option<DeltaLink> {
        self.0.delta_link().map(DeltaLink::new)
    }
}

impl<T: Send + 'static> Stream for DeltaStream<T> {
    type Item = Result<Change<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(context)
    }
}

impl<T> Unpin for DeltaStream<T> {}

impl<T> fmt::Debug for DeltaStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeltaStream").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
