//! Bring your own types to Microsoft Graph.
//!
//! Write the struct that you want to have. One attribute turns it into typed, checked and efficient reads: its fields are
//! the `$select`, its nested types the `$expand`, its path the URL.
//!
//! ```no_run
//! use graph_resource::{graph_resource, Client};
//! use serde::Deserialize;
//!
//! /// A user, as this program sees one.
//! #[graph_resource(path = "/users/<userId>")]
//! #[derive(Debug, Deserialize)]
//! #[serde(rename_all = "camelCase")]
//! struct User {
//!     id: String,
//!     display_name: Option<String>,
//!     address: Option<Address>,
//! }
//!
//! /// A complex type needs no path.
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
//!
//! // GET /users?$select=id,displayName,address&$filter=address/city%20eq%20'Oslo'&$top=50
//! let f = User::FIELDS;
//! let request = User::list().filter(f.address.city.eq("Oslo")).top(50);
//! println!("GET {request}");
//! let mut users = request.stream(&client);
//! while let Some(user) = users.next().await? {
//!     println!("{user:?}");
//! }
//! # let _ = ada; Ok(()) }
//! ```
//!
//! # Five things to know
//!
//! 1. **Names are serde's.** `#[serde(rename_all = "camelCase")]` makes Graph's names of Rust's, in the query and in the
//!    JSON alike.
//! 2. **A request is a value.** [`Get`], [`List`], [`Delta`] and [`Content`] are plain data: print them, test them, clone
//!    them, put them into a [batch](Client::batch). The client comes last.
//! 3. **What cannot be right does not compile**: a misspelt field, a number compared with a text, a path with an open
//!    bracket. The message says what to write.
//! 4. **What can go wrong is told.** A status outside of 2xx is an [`Error`] with Graph's code and message; throttling,
//!    broken connections and expired tokens are dealt with first.
//! 5. **You pay for what you declare.** Nothing is generated for the 3,800 types that you did not write.
//!
//! # Features
//!
//! `rustls` (on by default) or `native-tls`; `blocking` for synchronous code; `testing` for a program's own tests; `tracing`;
//! `azure-identity`; `gzip`; `chrono`, `time`, `jiff` and `uuid` for their values in queries and paths, the first three also
//! in answers. Durations, bytes, flags and large numbers are read without them, by [`types`].
//!
//! # Pages
//!
//! [Own types and other resources](guide::resources) · [queries](guide::queries) · [paging, retry and
//! throttling](guide::paging) · [delta](guide::delta) · [batches](guide::batch) · [bytes](guide::content) ·
//! [credentials and clouds](guide::credentials) · [errors](guide::errors) · [testing](guide::testing) ·
//! [migration](guide::migration)

#![cfg_attr(docsrs, feature(doc_cfg))]

// The code that the attribute generates names this crate from outside; so do its own tests.
extern crate self as graph_resource;

mod address;
pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
mod decode;
pub mod error;
pub mod guide;
pub mod query;
mod read;
mod request;
mod resume;
pub mod retry;
#[cfg(feature = "testing")]
pub mod testing;
mod transport;
pub mod types;

/// What generated code is made of. It changes without notice: do not use it by hand.
#[doc(hidden)]
#[path = "private/mod.rs"]
pub mod __private;

pub use graph_resource_macros::graph_resource;

pub use address::cloud::{ApiVersion, Cloud};
pub use address::key::Key;
pub use auth::{AccessToken, TokenCredential};
pub use client::Client;
#[cfg(feature = "azure-identity")]
pub use client::azure_transport::azure_transport;
pub use client::builder::ClientBuilder;
pub use error::{Error, ErrorKind};
pub use query::{Field, Filter, Resource};
pub use read::content::Content;
pub use read::delta::{Change, Delta};
pub use read::get::Get;
pub use read::list::List;
pub use read::paging::{ItemStream, Page, PageStream};
pub use read::{batch, conditional, content, delta, long_running, paging};
pub use resume::continuation::Continuation;
pub use resume::delta_link::DeltaLink;
pub use retry::RetryPolicy;

/// The README's own snippets.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
