//! Streams as iterators: each item is read on the worker.

use std::fmt;
use std::future::poll_fn;
use std::iter::FusedIterator;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use crate::blocking::worker::Worker;
use crate::error::Error;
use crate::read::content::download::Download;
use crate::read::delta::change::Change;
use crate::read::delta::stream::DeltaStream;
use crate::read::page::Page;
use crate::read::paging::{ItemStream, PageStream};
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::DeltaLink;

/// Reads the next item of a stream on the worker, and takes the stream back afterwards.
fn next_item<S, T>(worker: &Worker, stream: &mut Option<S>) -> Option<Result<T, Error>>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    let mut taken = stream.take()?;
    let read = worker.wait(async move {
        let item = poll_fn(|context| Pin::new(&mut taken).poll_next(context)).await;
        Ok((taken, item))
    });
    match read {
        Ok((returned, item)) => {
            *stream = Some(returned);
            item
        }
        Err(error) => Some(Err(error)),
    }
}

macro_rules! iterators {
    ($($(#[$doc:meta])* $name:ident$(<$of:ident>)?: $stream:ty, $item:ty;)*) => {$(
        $(#[$doc])*
        #[must_use = "iterators are lazy: nothing is sent before the first item is read"]
        pub struct $name$(<$of>)? {
            stream: Option<$stream>,
            worker: Arc<Worker>,
        }

        impl$(<$of>)? $name$(<$of>)? {
            pub(super) fn new(stream: $stream, worker: &Arc<Worker>) -> Self {
                $name { stream: Some(stream), worker: Arc::clone(worker) }
            }
        }

        impl$(<$of: Send + 'static>)? Iterator for $name$(<$of>)? {
            type Item = Result<$item, Error>;

            fn next(&mut self) -> Option<Self::Item> {
                next_item(&self.worker, &mut self.stream)
            }
        }

        impl$(<$of: Send + 'static>)? FusedIterator for $name$(<$of>)? {}

        impl$(<$of>)? fmt::Debug for $name$(<$of>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

iterators! {
    /// An iterator over the items of a collection, returned by [`Client::iter`](super::Client::iter). Nothing follows
    /// an error, except in a [`lenient`](crate::List::lenient) listing.
    Items<T>: ItemStream<T>, T;
    /// An iterator over the pages of a collection, returned by [`Client::pages`](super::Client::pages). Nothing follows
    /// an error.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn print(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// for page in client.pages(&User::list().top(100)) {
    ///     println!("{} users", page?.value.len());
    /// }
    /// # Ok(()) }
    /// ```
    Pages<T>: PageStream<T>, Page<T>;
    /// An iterator over the changes of a round, returned by [`Client::iter_changes`](super::Client::iter_changes).
    /// Nothing follows an error, except in a [`lenient`](crate::Delta::lenient) round.
    ///
    /// ```no_run
    /// # use graph_resource::{blocking, graph_resource};
    /// # use serde::Deserialize;
    /// # #[graph_resource(path = "/users/<userId>", delta(changes = "/users/delta"))] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # fn sync(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// let mut changes = client.iter_changes(&User::changes());
    /// for change in &mut changes {
    ///     println!("{:?}", change?.updated().map(|user| user.id));
    /// }
    /// let next_round = changes.delta_link();
    /// # Ok(()) }
    /// ```
    Changes<T>: DeltaStream<T>, Change<T>;
    /// An iterator over the chunks of a download, returned by [`Client::chunks`](super::Client::chunks). Nothing
    /// follows an error.
    Chunks: Download, Bytes;
}

macro_rules! continuations {
    ($($name:ident $stream:ident)*) => {$(
        impl<T: Send + 'static> $name<T> {
            #[doc = concat!("Returns where to resume, also after an error: [`", stringify!($stream), "::continuation`].")]
            pub fn continuation(&self) -> Option<Continuation> {
                self.stream.as_ref()?.continuation()
            }
        }
    )*};
}

impl<T: Send + 'static> Items<T> {
    /// Returns how many items the whole collection has, if the request asked for it and the service sent it:
    /// [`ItemStream::total_count`]. Known once the first item has been read.
    pub fn total_count(&self) -> Option<u64> {
        self.stream.as_ref()?.total_count()
    }
}

continuations!(Items ItemStream Pages PageStream Changes DeltaStream);

impl<T: Send + 'static> Changes<T> {
    /// Returns where the next round starts. `None` until the last change of this round has been delivered:
    /// [`DeltaStream::delta_link`].
    pub fn delta_link(&self) -> Option<DeltaLink> {
        self.stream.as_ref()?.delta_link()
    }
}
