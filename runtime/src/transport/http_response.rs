//! A response, as an HTTP client returns it.

use std::fmt;

use http::{HeaderMap, StatusCode};
use url::Url;

use crate::transport::http_body::HttpBody;

/// A response that an [`HttpClient`](crate::transport::HttpClient) returns.
///
/// Create it with [`new`](Self::new), or from an `http::Response` with a body that is already in memory:
///
/// ```
/// use graph_resource::transport::HttpResponse;
///
/// let response = http::Response::builder()
///     .status(200)
///     .header("content-type", "application/json")
///     .body(r#"{"id": "1"}"#)?;
/// let response = HttpResponse::from(response);
/// assert_eq!(response.status, 200);
/// # Ok::<(), http::Error>(())
/// ```
#[non_exhaustive]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers. More than 100 of them, or more than 408 KiB, are an error of the kind
    /// [`Limit`](crate::ErrorKind::Limit).
    pub headers: HeaderMap,
    /// The URL that responded, if the HTTP client knows it. If it is not the one of the request, the client has
    /// followed a redirect, and the read fails. The default is `None`.
    pub url: Option<Url>,
    /// The body. If it is compressed, the HTTP client decompresses it and removes `Content-Encoding`.
    pub body: HttpBody,
}

impl HttpResponse {
    /// Creates a response.
    ///
    /// ```
    /// use graph_resource::transport::HttpResponse;
    /// use http::{HeaderMap, StatusCode};
    ///
    /// let response = HttpResponse::new(StatusCode::NOT_FOUND, HeaderMap::new(), "");
    /// ```
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl Into<HttpBody>) -> Self {
        HttpResponse {
            status,
            headers,
            url: None,
            body: body.into(),
        }
    }
}

impl<B: Into<HttpBody>> From<http::Response<B>> for HttpResponse {
    fn from(response: http::Response<B>) -> Self {
        let (head, body) = response.into_parts();
        HttpResponse::new(head.status, head.headers, body)
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
