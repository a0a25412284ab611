//! A client for synchronous code (feature `blocking`).
//!
//! A [`Client`] runs its requests on a thread of its own, and keeps its connections open between them. It can be used
//! outside and inside an asynchronous runtime; inside, a call blocks the current thread, as any blocking call does. The
//! requests are the same values as in asynchronous code. Streams become iterators, and a download is a
//! [`Read`](std::io::Read).
//!
//! ```no_run
//! use graph_resource::{blocking, graph_resource};
//! use serde::Deserialize;
//!
//! #[graph_resource(path = "/users/<userId>")]
//! #[derive(Debug, Deserialize)]
//! struct User { id: String }
//!
//! fn main() -> Result<(), graph_resource::Error> {
//!     let client = blocking::Client::new("eyJ0…")?;
//!     let ada = client.send(&User::get("ada@contoso.com"))?;
//!     println!("{ada:?}");
//!     for user in client.iter(&User::list().top(100)) {
//!         println!("{:?}", user?);
//!     }
//!     Ok(())
//! }
//! ```

pub(crate) mod client;
pub(crate) mod iterators;
pub(crate) mod read_requests;
pub(crate) mod reader;
pub(crate) mod stream_requests;
pub(crate) mod worker;

// After `client`, so that rustdoc lists their methods last.
pub(crate) mod responses;

pub(crate) mod links;

pub(crate) mod by_hand;

pub use crate::blocking::by_hand::RequestBuilder;
pub use crate::blocking::client::Client;
pub use crate::blocking::iterators::{Changes, Chunks, Items, Pages};
pub use crate::blocking::read_requests::{CollectionRequest, ObjectRequest};
pub use crate::blocking::reader::Reader;
pub use crate::blocking::stream_requests::{ChangesRequest, ItemsRequest};
