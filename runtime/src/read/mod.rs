//! The reads: one object, lists, pages, delta queries, bytes, batches and long-running jobs.

pub(crate) mod batch;
pub(crate) mod conditional;
pub(crate) mod content;
pub(crate) mod delta;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod long_running;
pub(crate) mod page;
pub(crate) mod paging;
