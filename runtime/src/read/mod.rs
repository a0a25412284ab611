//! The reads: one object, lists, pages, delta queries, bytes, batches and long-running jobs.

pub(crate) mod head;
pub(crate) mod lenient;
pub(crate) mod page;
pub(crate) mod response;
pub(crate) mod shared_methods;
pub(crate) mod stored;

// In the order in which rustdoc lists the methods that several of these modules add to one type.
pub(crate) mod get;
pub(crate) mod list;

pub(crate) mod action;

pub(crate) mod count;

pub mod paging;

pub mod delta;

pub mod content;

pub mod conditional;

pub mod long_running;

pub mod batch;

pub(crate) mod runtime_paths;

pub(crate) mod by_hand;
