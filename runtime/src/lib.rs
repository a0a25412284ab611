//! Bring your own types to Microsoft Graph.
//!
//! You write the struct that you want to have, and one attribute turns it into typed, efficient reads: its fields
//! become the `$select`, its nested types the `$expand`, and its path the URL. Filters, sort orders and searches are
//! checked by the compiler. The crate deals with paging, throttling, retries, redirects and tokens.
//!
//! Typed methods only read. Requests that create, change or delete something are [written by hand](guide::requests), and
//! sent through the same client.
//!
//! ```no_run
//! use graph_resource::{graph_resource, Client};
//! use serde::Deserialize;
//!
//! /// A user, with the properties that this program needs.
//! #[graph_resource(path = "/users/<userId>")]
//! #[derive(Debug, Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct User {
//!     id: String,
//!     display_name: Option<String>,
//!     address: Option<Address>,
//! }
//!
//! /// A complex type, which needs no path.
//! #[graph_resource]
//! #[derive(Debug, Deserialize)]
//! struct Address {
//!     city: Option<String>,
//! }
//!
//! # async fn read(token: String) -> Result<(), graph_resource::Error> {
//! let client = Client::new(token);
//!
//! // GET /users/ada@contoso.com?$select=id,displayName,address
//! let ada = User::get("ada@contoso.com").send(&client).await?;
//! println!("{ada:?}");
//!
//! // GET /users?$select=id,displayName,address&$filter=address/city%20eq%20'Oslo'&$top=50
//! let f = User::FIELDS;
//! let request = User::list().filter(f.address.city.eq("Oslo")).top(50);
//! let mut users = request.stream(&client);
//! while let Some(user) = users.next().await? {
//!     println!("{user:?}");
//! }
//! # Ok(()) }
//! ```
//!
//! # Five things to know
//!
//! 1. **Names come from serde.** `#[serde(rename_all = "camelCase")]` converts Rust's names to Graph's, in the query as
//!    well as in the JSON.
//! 2. **Requests are values.** [`Get`], [`List`], [`Delta`] and [`Content`] are plain data: print, test or clone them,
//!    or send several as a [batch](Client::batch). The client comes last.
//! 3. **Mistakes are compile errors**: a misspelled field, a number compared with a string, a path with an unmatched
//!    bracket. The message says what to write instead.
//! 4. **Failures are reported.** A status other than 2xx becomes an [`Error`] with Graph's code and message. Throttled
//!    requests, broken connections and expired tokens are retried first.
//! 5. **You pay for what you declare.** No code is generated for the 3,800 types of Graph that you do not use.
//!
//! # Where to find what
//!
//! The crate root has what nearly every program needs. The rest is in modules: the [query language](query),
//! [credentials](auth), [retries](retry), [pages and streams](paging), [delta queries](delta), [downloads](content),
//! [batches](batch), [conditional reads](conditional), [long-running jobs](long_running), [errors](error), and
//! [`types`] for values that JSON has no type for. A client for synchronous code is in `blocking`, a fake of Graph
//! for your own tests in `testing`, and the trait to bring your own HTTP client in [`transport`].
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `rustls` (default), `native-tls` | the TLS implementation |
//! | `gzip` (default) | compressed responses |
//! | `blocking` | a client for synchronous code |
//! | `testing` | a fake of Graph for your own tests |
//! | `tracing` | a span per request and an event per attempt |
//! | `azure-identity` | the credentials of `azure_identity` |
//! | `chrono`, `time`, `jiff` | their dates and times in queries, paths and responses |
//! | `uuid` | `Uuid` in queries and paths |
//! | `schema` | structs and paths compared with the service's metadata, at compile time |
//! | `cli` | the command `graph-resource`, for `cargo install` |
//!
//! Durations, bytes, flags and large numbers need no feature: see [`types`]. The names of the features are part of the
//! API: a release that renames or removes one says so by its version.
//!
//! # Guide
//!
//! - [Tasks](guide::tasks): the whole code for what programs often read, from sign-in logs to SharePoint lists
//! - [Resources](guide::resources): your types, their paths, and field attributes
//! - [Queries](guide::queries): filters, sort orders, searches and expansions
//! - [Paging](guide::paging), retries and throttling
//! - [Delta queries](guide::delta)
//! - [Batches](guide::batch)
//! - [Actions](guide::actions): reads that are a POST with a body
//! - [Requests](guide::requests) by hand: create, update, delete, upload
//! - [Content](guide::content): reading bytes
//! - [Credentials](guide::credentials) and national clouds
//! - [Errors](guide::errors)
//! - [Testing](guide::testing)
//! - [Schema](guide::schema): the metadata of the service beside your program
//! - [Migration](guide::migration) from other crates

#![cfg_attr(docsrs, feature(doc_cfg))]

// The code that the attribute generates refers to this crate by name, also in the crate's own tests.
extern crate self as graph_resource;

mod address;
pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
mod decode;
pub mod diagnostics;
pub mod error;
pub mod guide;
pub mod query;
mod read;
mod request;
mod resume;
pub mod retry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transport;
pub mod types;

/// Used by generated code. It changes without notice: do not use it directly.
#[doc(hidden)]
#[path = "private/mod.rs"]
pub mod __private;

pub use graph_resource_macros::graph_resource;

/// The derive that the attribute adds. Errors name it, so it has a short path.
#[doc(hidden)]
pub use graph_resource_macros::GraphResource;

pub use address::cloud::{ApiVersion, Cloud};
pub use address::key::Key;
pub use address::workload::Workload;
#[doc(inline)]
pub use auth::{AccessToken, TokenCredential};
pub use client::Client;
#[cfg(feature = "azure-identity")]
pub use client::azure_transport::azure_transport;
pub use client::builder::ClientBuilder;
#[doc(inline)]
pub use error::{Error, ErrorKind};
#[doc(inline)]
pub use query::{Field, Filter, Resource};
pub use read::action::Action;
pub use read::by_hand::RequestBuilder;
pub use read::content::Content;
pub use read::delta::{Change, Delta};
pub use read::get::Get;
pub use read::list::List;
pub use read::paging::{ItemStream, Page, PageStream};
pub use read::response::Response;
pub use read::{batch, conditional, content, delta, long_running, paging};
pub use resume::continuation::Continuation;
pub use resume::delta_link::DeltaLink;
#[doc(inline)]
pub use retry::RetryPolicy;
pub use transport::settings::ClientSettings;

/// The methods of HTTP, for [`Client::request`].
#[doc(no_inline)]
pub use http::Method;

/// Compiles the examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
