//! The changes of a delta round as a stream.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::error::Error;
use crate::read::delta::change::Change;
use crate::read::paging::items::Items;
use crate::resume::continuation::Continuation;
use crate::resume::delta_link::DeltaLink;

/// A stream of the changes of a round, returned by [`Delta::stream`](crate::Delta::stream), which has an example.
///
/// Dropping the stream, or a future that waits for the next change, loses nothing. Nothing follows an error, except that
/// of a single item in a [`lenient`](crate::Delta::lenient) round, but [`continuation`](Self::continuation) says where to
/// resume.
#[must_use = "streams do nothing unless polled"]
pub struct DeltaStream<T>(pub(super) Items<Change<T>>);

impl<T: Send + 'static> DeltaStream<T> {
    /// Returns the next change, or `None` after the last one. Works like `TryStreamExt::try_next` of the `futures`
    /// crate, without an extension trait.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid, the credential or the network fails, the status is not 2xx, the page
    /// does not fit `T`, its next link leads to another origin or was already followed, there are more pages than
    /// [`max_pages`](crate::Delta::max_pages), or the last page has no delta link, after its last change. If the service
    /// no longer accepts the link given to [`since`](crate::Delta::since), [`Error::resync`] says how to start again.
    pub async fn next(&mut self) -> Result<Option<Change<T>>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// Returns where to resume after the last change that was delivered, for [`Delta::resume`](crate::Delta::resume). `None` if the request
    /// is invalid, or if it was resumed with the continuation of another query or service.
    ///
    /// A round that is resumed after its last change has nothing to deliver, and its [`delta_link`](Self::delta_link) is
    /// known from the start.
    pub fn continuation(&self) -> Option<Continuation> {
        self.0.continuation()
    }

    /// Returns where the next round starts. Known once the last page of this round has arrived and all of its changes
    /// have been delivered, at the latest when [`next`](Self::next) returns `Ok(None)`. It is `None` before, and after an
    /// error.
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
