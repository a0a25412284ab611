//! The future of a download to a file.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Error;
use crate::transport::exclusive::BoxedFuture;

/// A download to a file, to be awaited; returned by [`Content::save_to`](crate::Content::save_to), and with a
/// [`Fetched`](crate::conditional::Fetched) by
/// [`ConditionalContent::save_to`](crate::conditional::ConditionalContent::save_to).
///
/// Its output is how many bytes the file has. Dropping it ends the download and removes the temporary file.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SaveTo<T = u64>(BoxedFuture<Result<T, Error>>);

impl<T> SaveTo<T> {
    pub(crate) fn new(saving: impl Future<Output = Result<T, Error>> + Send + 'static) -> Self {
        SaveTo(BoxedFuture::new(saving))
    }
}

impl<T> Future for SaveTo<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<T> fmt::Debug for SaveTo<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveTo").finish_non_exhaustive()
    }
}
