//! How far a download is.

use std::sync::Arc;

pub(super) type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// How far a download is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// What has come so far, in bytes.
    pub received: u64,
    /// What is to come in all, in bytes, where the service said so.
    pub total: Option<u64>,
}
