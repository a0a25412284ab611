//! A local Microsoft Graph service to test clients against.
//!
//! The service does not depend on the client under test. It responds as Graph does from [`Data`] held in memory, and
//! rejects whatever Graph's rules do not allow, so that an invalid request fails a test instead of passing by luck.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")] async fn main() {
//! let service = graph_resource_tests::Service::start().await;
//! assert!(service.base_url().starts_with("http://127.0.0.1:"));
//! assert!(service.requests().is_empty());
//! # }
//! ```
//!
//! A request passes through these stages, one file each. It is recorded (`record`), and refused if too many are running
//! (`concurrency`). Its token (`auth`) and its form
//! (`wire`) are checked. A canned response is sent if one matches (`canned`). Otherwise its path is resolved to data
//! (`routing`), and its options are parsed (`query`, on top of [`odata`]), checked (`advanced`, `names`) and applied
//! (`collection`, `generated`, `projection`, `paging`, `delta`, `etag`). Workloads have rules of their own (`calendar`, on
//! top of `time_zones`, `mail`, `columns`) and addresses of their own (`path_address`). Bytes (`files`) may come from another
//! host (`downloads`). Finally the response is written (`response`),
//! unless the plan contains a fault for it (`faults`, on top of `socket`). The parts of a `batch` pass through the same
//! stages. A POST may be one of the `actions` that return data, or one of the `writes`.

#![deny(missing_docs)]

mod actions;
mod advanced;
mod auth;
mod batch;
mod calendar;
mod canned;
mod collection;
mod columns;
mod concurrency;
mod data;
mod delta;
mod downloads;
mod edit;
mod etag;
mod eval;
mod failure;
mod faults;
mod files;
mod generated;
mod handle;
mod mail;
mod names;
pub mod odata;
mod paging;
mod path_address;
mod projection;
mod query;
mod record;
mod response;
mod routing;
mod service;
mod socket;
mod time_zones;
mod wire;
mod writes;

#[cfg(test)]
mod service_tests;
#[cfg(test)]
mod testing;

pub use canned::Canned;
pub use concurrency::Concurrency;
pub use data::{Data, File, Generated, Inventory, Kind, sample};
pub use delta::Reason;
pub use edit::Edit;
pub use faults::{Fault, Faults, RetryAfter};
pub use record::{Batch, Part, Recorded};
pub use service::{Builder, Service};
pub use writes::Write;

/// The examples of the attribute's documentation, whose own crate cannot run them.
#[cfg(doctest)]
#[doc = include_str!("../../macros/src/attribute.md")]
pub struct Attribute;
