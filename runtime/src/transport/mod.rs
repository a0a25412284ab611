//! What sends the requests, and how to bring your own.
//!
//! By default a [`Client`](crate::Client) sends its requests with `reqwest`. To send them in another way, pass an
//! [`HttpClient`] to [`ClientBuilder::http_client`](crate::ClientBuilder::http_client): a `reqwest::Client` of your own, a
//! wrapper around one, or anything else that turns an [`HttpRequest`] into an [`HttpResponse`]. Tokens, retries,
//! throttling, redirects, and decoding stay the same.
//!
//! The signatures contain types of `http` 1, `bytes` 1, `url` 2, and `futures_core` 0.3. Other versions of `reqwest` than
//! the one that implements [`HttpClient`] can be used with a wrapper.
//!
//! # A client that logs, and forwards to `reqwest`
//!
//! ```no_run
//! use std::time::Instant;
//! use graph_resource::Client;
//! use graph_resource::transport::{HttpClient, HttpFuture, HttpRequest};
//!
//! struct Logged(reqwest::Client);
//!
//! impl HttpClient for Logged {
//!     fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
//!         Box::pin(async move {
//!             // Without path and query, which may hold personal data.
//!             let host = request.url.host_str().unwrap_or_default().to_owned();
//!             let started = Instant::now();
//!             let outcome = self.0.send(request).await;
//!             match &outcome {
//!                 Ok(response) => eprintln!("{host}: {} in {:?}", response.status, started.elapsed()),
//!                 Err(error) => eprintln!("{host}: {error}"),
//!             }
//!             outcome
//!         })
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
//! let client = Client::builder().credential("eyJ0…").http_client(Logged(http)).build()?;
//! # Ok(()) }
//! ```
//!
//! # A client that responds from memory
//!
//! ```
//! use std::collections::HashMap;
//! use graph_resource::{Client, Get};
//! use graph_resource::transport::{HttpClient, HttpError, HttpFuture, HttpRequest, HttpResponse};
//! use http::{HeaderMap, StatusCode};
//! use serde_json::Value;
//!
//! /// JSON by path.
//! struct Snapshot(HashMap<&'static str, &'static str>);
//!
//! impl Snapshot {
//!     fn respond(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
//!         if request.body.is_some() {
//!             return Err(HttpError::request("the snapshot does not respond to batches"));
//!         }
//!         Ok(match self.0.get(request.url.path()) {
//!             Some(json) => HttpResponse::new(StatusCode::OK, HeaderMap::new(), *json),
//!             None => HttpResponse::new(StatusCode::NOT_FOUND, HeaderMap::new(), ""),
//!         })
//!     }
//! }
//!
//! impl HttpClient for Snapshot {
//!     fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
//!         Box::pin(async move { self.respond(&request) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
//! let snapshot = Snapshot(HashMap::from([("/v1.0/me", r#"{"displayName": "Ada"}"#)]));
//! let client = Client::builder().credential("token").http_client(snapshot).build()?;
//!
//! let me: Value = Get::at_path("/me").send(&client).await?;
//! assert_eq!(me["displayName"], "Ada");
//!
//! let unknown: Result<Value, _> = Get::at_path("/users/1").send(&client).await;
//! assert!(unknown.unwrap_err().is_not_found());
//! # Ok(()) }
//! ```
//!
//! For tests of your own code, the [fake](crate::guide::testing) of the feature `testing` is more convenient.

pub(crate) mod attempts;
pub(crate) mod authorize;
pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod carried_out;
pub(crate) mod clock;
pub(crate) mod decoded;
pub(crate) mod driven;
pub(crate) mod exchange;
pub(crate) mod exclusive;
pub(crate) mod full_response;
pub(crate) mod headers;
pub(crate) mod http_body;
pub(crate) mod http_client;
pub(crate) mod http_error;
pub(crate) mod http_request;
pub(crate) mod http_response;
pub(crate) mod limiter;
pub(crate) mod open_response;
pub(crate) mod origin;
pub(crate) mod pacing;
pub(crate) mod places;
pub(crate) mod redirect;
pub(crate) mod reqwest_client;
pub(crate) mod retries;
pub(crate) mod runtime;
pub(crate) mod service;
pub(crate) mod settings;
pub(crate) mod stale_connections;
#[cfg_attr(not(feature = "tracing"), path = "no_trace.rs")]
pub(crate) mod trace;
pub(crate) mod unsent;
pub(crate) mod wire;
pub(crate) mod wire_error;

pub use crate::transport::http_body::HttpBody;
pub use crate::transport::http_client::{HttpClient, HttpFuture};
pub use crate::transport::http_error::HttpError;
pub use crate::transport::http_request::HttpRequest;
pub use crate::transport::http_response::HttpResponse;
pub use crate::transport::stale_connections::StaleConnections;

#[cfg(test)]
mod tests;
