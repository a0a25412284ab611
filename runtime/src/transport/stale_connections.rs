//! Connections that later requests should not use.

use std::fmt;
use std::time::Instant;

use url::Url;

/// Connections that may be dead, after a request over one of them has failed. Passed to
/// [`HttpClient::discard_connections`](crate::transport::HttpClient::discard_connections).
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct StaleConnections<'a> {
    /// The URL of the request. Connections to other origins are not affected.
    pub url: &'a Url,
    /// Whether the request was a [download](crate::transport::HttpRequest::is_download). Connections that only have
    /// requests of the other kind are not affected.
    pub is_download: bool,
    /// When the request was sent. Connections that were opened later are not affected.
    pub opened_before: Instant,
}

impl<'a> StaleConnections<'a> {
    /// Creates a value, for a test of your own HTTP client.
    pub fn new(url: &'a Url, is_download: bool, opened_before: Instant) -> Self {
        StaleConnections {
            url,
            is_download,
            opened_before,
        }
    }
}

impl fmt::Debug for StaleConnections<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaleConnections")
            .field("origin", &self.url.origin().ascii_serialization())
            .field("is_download", &self.is_download)
            .field("opened_before", &self.opened_before)
            .finish()
    }
}
