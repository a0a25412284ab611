//! The trait of what sends requests.

use std::pin::Pin;
use std::sync::Arc;

use crate::transport::http_error::HttpError;
use crate::transport::http_request::HttpRequest;
use crate::transport::http_response::HttpResponse;
use crate::transport::stale_connections::StaleConnections;

/// The future that [`HttpClient::send`] returns.
pub type HttpFuture<'a> =
    Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

/// Sends requests; set with [`ClientBuilder::http_client`](crate::ClientBuilder::http_client).
///
/// `reqwest::Client` implements it, and so does the fake of the feature `testing`. Implement it to use another HTTP
/// library or another version of `reqwest`, to observe or change requests, or to respond without a network. The
/// [module](crate::transport) has an example of each.
///
/// An implementation sends each request once, as it is:
///
/// - It must not follow redirects. The [`Client`](crate::Client) follows them, without the token if they leave the
///   origin, and ends loops. A client that follows a 307 or 308 posts the keys in a batch to another host. If a
///   response shows that one was followed ([`HttpResponse::url`]), the read fails.
/// - It must not retry. The retry policy does, and waits as long as the service requires.
/// - It must not add `Authorization` or other headers with secrets: it also sends the requests to other hosts.
/// - It reports a status such as 404 as a response, not as an error.
/// - Its future is dropped when the timeout has passed or the read is canceled. It must not block the thread.
///
/// It may be called by several threads at once, always within a Tokio runtime. If it panics, the read that called it
/// fails.
pub trait HttpClient: Send + Sync + 'static {
    /// Sends a request, and returns the response as soon as its head has arrived.
    ///
    /// # Errors
    ///
    /// An [`HttpError`] if there is no response.
    fn send(&self, request: HttpRequest) -> HttpFuture<'_>;

    /// Keeps later requests from connections that may be dead.
    ///
    /// Called after a request over one of them has failed with a timeout, a broken connection, or a 503. All
    /// of these may be failures of the connection, and over HTTP/2 nothing else ends one. Requests that are in flight on
    /// these connections must not be disturbed. When a connection fails, all of its requests may, so expect many calls:
    /// the first one is enough if the connections that replace the old ones are newer than the times of the others.
    ///
    /// By default this does nothing, which is right for a client without connections of its own, and for
    /// `reqwest::Client`, which does not let go of them. A client that wraps another one should pass the call on.
    fn discard_connections(&self, stale: StaleConnections<'_>) {
        let _ = stale;
    }
}

impl<C: HttpClient + ?Sized> HttpClient for Arc<C> {
    fn send(&self, request: HttpRequest) -> HttpFuture<'_> {
        C::send(self, request)
    }

    fn discard_connections(&self, stale: StaleConnections<'_>) {
        C::discard_connections(self, stale);
    }
}
