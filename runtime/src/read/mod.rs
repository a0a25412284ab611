//! The reads: one object, lists, pages, delta queries, bytes, batches and long-running jobs.

pub mod batch;
pub mod conditional;
pub mod content;
pub mod delta;
pub(crate) mod get;
pub(crate) mod list;
pub mod long_running;
pub(crate) mod methods;
pub(crate) mod page;
pub mod paging;
