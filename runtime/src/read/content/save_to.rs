//! The future of a download to a file.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::error::Error;
use crate::transport::exclusive::BoxedFuture;

/// A download to a file, to be awaited; returned by [`Content::save_to`](crate::Content::save_to).
///
/// Its output is how many bytes the file has. Dropping it ends the download and removes the temporary file.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct SaveTo(BoxedFuture<Result<u64, Error>>);

impl SaveTo {
    pub(super) fn new(saving: impl Future<Output = Result<u64, Error>> + Send + 'static) -> Self {
        SaveTo(BoxedFuture::new(saving))
    }
}

impl Future for SaveTo {
    type Output = Result<u64, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl fmt::Debug for SaveTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SaveTo").finish_non_exhaustive()
    }
}
