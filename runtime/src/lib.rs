//! Bring your own types to Microsoft Graph.

// The code that the attribute generates names this crate from outside; so do its own tests.
extern crate self as graph_resource;

mod batch;
mod conditional;
mod content;
mod count;
mod delta;
mod directory;
mod encode;
mod get;
mod key;
mod list;
mod missing;
mod page;
mod path;
mod polymorphic;
mod probe;
mod query;
mod request;
mod retry;
mod shape;
mod stream;
mod throttle;

pub use batch::{BatchRequest, BatchTuple};
pub use conditional::{Conditional, Fetched};
pub use content::{Content, Download, Progress};
pub use delta::{
    Change, Delta, DeltaLink, DeltaStream, RelationChange, RemovedReason, Resync, ResyncKind, Round, Sent,
};
pub use get::Get;
pub use graph_resource_macros::graph_resource;
pub use key::Key;
pub use list::List;
pub use page::Page;
pub use query::edm;
pub use query::expand::Expand;
pub use query::field::{Field, Fields};
pub use query::filter::{Expr, Filter, Operand};
pub use query::named::Named;
pub use query::operations::Primitive;
pub use query::order::Order;
pub use query::place::Place;
pub use query::search::Search;
pub use query::select::Selectable;
pub use query::value::{Enumeration, Literal, Qualified, Typed, Value};
pub use retry::{Decision, RetryPolicy};
pub use shape::{Collection, Expandable, Nested, Resource, Shape};
pub use stream::{Continuation, ItemStream, PageStream};
pub use throttle::{ThrottleInfo, Wait};

/// What generated code is made of. Nothing here is for use by hand: it changes without notice.
#[doc(hidden)]
pub mod __private;

// ---- The HTTP half: client, credentials, transport, decoding, errors. ----
mod auth;
mod client;
mod cloud;
mod decode;
mod error;
mod origin;
mod transport;

pub use auth::{AccessToken, IntoCredential, TokenCredential, TokenFuture, TokenRequest};
pub use client::{Client, ClientBuilder};
pub use cloud::{ApiVersion, Cloud};
pub use error::{BoxError, Error, ErrorDetail, ErrorKind};
// ---- End of the HTTP half. ----
