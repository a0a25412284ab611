//! The progress of a download.

use std::sync::Arc;

pub(super) type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// The progress of a download, as [`Content::on_progress`](crate::Content::on_progress) reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Progress {
    /// How many bytes have arrived so far.
    pub received: u64,
    /// How many bytes the download has in all, if the service announced it. With
    /// [`Content::range`](crate::Content::range), these are the bytes of the range.
    pub total: Option<u64>,
}

impl Progress {
    /// Creates a progress, for the tests of a program that shows one.
    pub fn new(received: u64, total: Option<u64>) -> Self {
        Progress { received, total }
    }
}
