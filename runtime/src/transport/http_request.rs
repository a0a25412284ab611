//! A request, as an HTTP client sends it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use url::Url;

/// A request that is sent by an [`HttpClient`](crate::transport::HttpClient).
///
/// Its `Debug` output has no secrets: it shows the method and the origin of the URL.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// `GET` for a read, `POST` for a batch, or that of a [request by hand](crate::Client::request).
    pub method: Method,
    /// The URL, with personal data in its path and query. It need not be on the origin of the service: redirects are
    /// requests too.
    pub url: Url,
    /// The headers, among them the token, which is marked as sensitive. `Host` and `Content-Length` are left to the
    /// HTTP client.
    pub headers: HeaderMap,
    /// The body, which a batch and some requests by hand have.
    pub body: Option<Bytes>,
    /// Whether the response is a download ([`Content`](crate::Content)), whose body may be read slowly or not at all. It
    /// must not keep other requests waiting, so it should not share an HTTP/2 connection with them.
    pub is_download: bool,
}

impl HttpRequest {
    /// Creates a request without headers and body, for a test of your own HTTP client.
    ///
    /// ```
    /// use graph_resource::transport::HttpRequest;
    /// use http::Method;
    ///
    /// let url = "https://graph.microsoft.com/v1.0/me".parse()?;
    /// let request = HttpRequest::new(Method::GET, url);
    /// assert!(request.headers.is_empty());
    /// # Ok::<(), url::ParseError>(())
    /// ```
    pub fn new(method: Method, url: Url) -> Self {
        HttpRequest {
            method,
            url,
            headers: HeaderMap::new(),
            body: None,
            is_download: false,
        }
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("origin", &self.url.origin().ascii_serialization())
            .field("is_download", &self.is_download)
            .finish_non_exhaustive()
    }
}
