//! Streams as iterators: each step is made on the worker.

use std::fmt;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::blocking::worker::Worker;
use crate::error::Error;
use crate::read::content::download::Download;
use crate::read::delta::DeltaStream;
use crate::read::delta::change::Change;
use crate::read::page::Page;
use crate::read::paging::{ItemStream, PageStream};
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::DeltaLink;

/// One step of a stream on the worker, from where it comes back with what it gave.
fn step<S, T>(worker: &Worker, stream: &mut Option<S>) -> Option<Result<T, Error>>
where
    S: Stream<Item = Result<T, Error>> + Unpin + Send + 'static,
    T: Send + 'static,
{
    let mut rest = stream.take()?;
    let stepped = worker.wait(async move {
        let item = poll_fn(|context| poll(&mut rest, context)).await;
        Ok((rest, item))
    });
    match stepped {
        Ok((rest, item)) => {
            *stream = Some(rest);
            item
        }
        Err(error) => Some(Err(error)),
    }
}

/// Polls a stream so that it outlives a panic, for its place is still to be asked for.
fn poll<S: Stream + Unpin>(stream: &mut S, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
    let polled = catch_unwind(AssertUnwindSafe(|| {
        Pin::new(&mut *stream).poll_next(context)
    }));
    // One that has panicked says so when it is polled again.
    polled.unwrap_or_else(|_| Pin::new(stream).poll_next(context))
}

macro_rules! iterators {
    ($($(#[$doc:meta])* $name:ident$(<$of:ident>)?: $stream:ty, $item:ty;)*) => {$(
        $(#[$doc])*
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
                step(&self.worker, &mut self.stream)
            }
        }

        impl$(<$of>)? fmt::Debug for $name$(<$of>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

iterators! {
    /// The items of a collection; made by [`Client::iter`](super::Client::iter). Nothing follows an error.
    Items<T>: ItemStream<T>, T;
    /// The pages of a collection; made by [`Client::pages`](super::Client::pages). Nothing follows an error.
    Pages<T>: PageStream<T>, Page<T>;
    /// The changes of a round; made by [`Client::iter_changes`](super::Client::iter_changes). Nothing follows an error.
    Changes<T>: DeltaStream<T>, Change<T>;
    /// The pieces of a download; made by [`Client::pieces`](super::Client::pieces). Nothing follows an error.
    Pieces: Download, Bytes;
}

macro_rules! places {
    ($($name:ident $stream:ident)*) => {$(
        impl<T: Send + 'static> $name<T> {
            #[doc = concat!("Where it is, also behind an error: [`", stringify!($stream), "::continuation`].")]
            pub fn continuation(&self) -> Option<Continuation> {
                self.stream.as_ref()?.continuation()
            }
        }
    )*};
}

places!(Items ItemStream Pages PageStream Changes DeltaStream);

impl<T: Send + 'static> Changes<T> {
    /// Where the next round begins, at the end of this one: [`DeltaStream::delta_link`].
    pub fn delta_link(&self) -> Option<DeltaLink> {
        self.stream.as_ref()?.delta_link()
    }
}
