//! The futures of batches.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::parts::{BatchRequest, BatchTuple, PartResponse};
use crate::transport::exclusive::BoxedFuture;

pub(super) type PartResult = Result<PartResponse, Error>;

/// The responses to the requests of a batch, in their order, whatever their types.
pub(super) type Responses = BoxedFuture<Result<Vec<PartResult>, Error>>;

/// The results of several requests of different types, to be awaited; returned by [`Client::batch`].
///
/// Dropping it cancels what is still in flight.
///
/// ```
/// # use graph_resource::{batch::Batch, Content, Get};
/// /// A batch that is held until its results are needed.
/// struct Prefetched<User> {
///     user_and_photo: Batch<(Get<User>, Content)>,
/// }
/// ```
///
/// [`Client::batch`]: crate::Client::batch
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Batch<B> {
    pub(super) requests: B,
    pub(super) responses: Responses,
}

/// The results of many requests of one type, to be awaited; returned by [`Client::batch_all`].
///
/// Dropping it cancels the batches that are still in flight.
///
/// [`Client::batch_all`]: crate::Client::batch_all
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct BatchAll<R> {
    pub(super) requests: Vec<R>,
    pub(super) responses: Responses,
}

impl<B: BatchTuple> Future for Batch<B> {
    type Output = Result<B::Output, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let responses = ready!(Pin::new(&mut self.responses).poll(context))?.into_iter();
        let Some(results) = self.requests.decode(responses) else {
            let summary = "a request of the batch has no response";
            return Poll::Ready(Err(Error::new(ErrorKind::Decode, summary)));
        };
        Poll::Ready(Ok(results))
    }
}

impl<R: BatchRequest> Future for BatchAll<R> {
    type Output = Result<Vec<Result<R::Output, Error>>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let responses = ready!(Pin::new(&mut self.responses).poll(context))?;
        let mut results = Vec::with_capacity(responses.len());
        for (request, response) in self.requests.iter().zip(responses) {
            results.push(response.and_then(|response| request.decode(&response)));
        }
        Poll::Ready(Ok(results))
    }
}

impl<B> Unpin for Batch<B> {}

impl<R> Unpin for BatchAll<R> {}

impl<B> fmt::Debug for Batch<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").finish_non_exhaustive()
    }
}

impl<R> fmt::Debug for BatchAll<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchAll")
            .field("requests", &self.requests.len())
            .finish_non_exhaustive()
    }
}
