//! A value together with the head of the response that it was in.

use std::fmt;
use std::sync::Arc;

use reqwest::header::HeaderMap;

use crate::error::throttle_info::ThrottleInfo;
use crate::read::head::Head;
use crate::transport::full_response::FullResponse;

/// A value, and what the service sent besides it: the status, the headers, the entity tag, and the ids of the request.
///
/// Every request has a method `response`, which returns it: [`Get`](crate::Get::response), [`List`](crate::List::response),
/// [`Delta`](crate::Delta::response), [`Content`](crate::Content::response), conditional reads, and the
/// [`Monitor`](crate::long_running::Monitor::response) of a long-running one. In a batch it is the result of a request
/// [`with_response`](crate::Get::with_response). The methods have the same names as those of [`Error`](crate::Error).
/// `Debug` shows the names of the headers, but not their values, which may be secrets.
///
/// ```no_run
/// # use graph_resource::{graph_resource, Client};
/// # use serde::Deserialize;
/// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
/// # struct User { id: String }
/// # fn store(_: &User, _: Option<&str>) {}
/// # async fn read(client: Client) -> Result<(), graph_resource::Error> {
/// let response = User::get("ada@contoso.com").response(&client).await?;
/// println!("request-id {:?}", response.request_id());
/// store(&response.value, response.etag());
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T> {
    /// The value: what the request returns without its response.
    pub value: T,
    head: Arc<Head>,
}

impl<T> Response<T> {
    /// Creates a response, for tests of code that takes one. The headers are those of the crate `http`; without any,
    /// pass `Default::default()`.
    ///
    /// ```
    /// use graph_resource::Response;
    /// use http::header::{ETAG, HeaderMap, HeaderValue};
    ///
    /// let headers = HeaderMap::from_iter([(ETAG, HeaderValue::from_static("\"1\""))]);
    /// let response = Response::new("Ada", 200, headers);
    /// assert_eq!((response.value, response.etag()), ("Ada", Some("\"1\"")));
    /// ```
    pub fn new(value: T, status: u16, headers: HeaderMap) -> Self {
        Response::with_head(value, Arc::new(Head::made_up(status, headers)))
    }

    /// The value with the response whose body is an object.
    pub(super) fn of_object(value: T, response: &FullResponse) -> Self {
        Response::with_head(value, Arc::new(Head::of_object(response)))
    }

    /// The value with a response whose body has no entity tag.
    pub(super) fn of(value: T, response: &FullResponse) -> Self {
        Response::with_head(value, Arc::new(Head::of(response)))
    }

    pub(super) fn with_head(value: T, head: Arc<Head>) -> Self {
        Response { value, head }
    }

    /// Returns the value without the response.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts the value and keeps the response.
    ///
    /// ```
    /// # use graph_resource::Response;
    /// # let response = Response::new("Ada", 200, Default::default());
    /// let length = response.map(|name| name.len());
    /// assert_eq!((length.value, length.status()), (3, 200));
    /// ```
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Response<U> {
        Response::with_head(convert(self.value), self.head)
    }

    /// Returns the HTTP status, such as 200. It is 304 for a conditional read that was not modified.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// Returns the entity tag, from the header `ETag` or else from the `@odata.etag` of the body. Pass it to
    /// [`if_none_match`](crate::Get::if_none_match) to read the value again only if it has changed.
    pub fn etag(&self) -> Option<&str> {
        self.head.etag()
    }

    /// Returns the id that the service gave the request. Microsoft's support asks for it first.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// Returns the id that this client gave the attempt (`client-request-id`).
    pub fn client_request_id(&self) -> Option<&str> {
        self.head.client_request_id()
    }

    /// Returns the date of the response as the service wrote it, such as `Thu, 29 Feb 2024 09:15:00 GMT`.
    pub fn date(&self) -> Option<&str> {
        self.head.date()
    }

    /// Returns what the service reports about its limits in the headers `x-ms-throttle-*`. It sends them when more than
    /// 80 % of a limit is used, so a program can slow down before it is throttled.
    pub fn throttle(&self) -> Option<&ThrottleInfo> {
        self.head.throttle()
    }

    /// Returns the headers.
    ///
    /// ```
    /// # fn show<T>(response: graph_resource::Response<T>) {
    /// if let Some(date) = response.headers().get("deprecation") {
    ///     eprintln!("this address is deprecated: {date:?}");
    /// }
    /// # }
    /// ```
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }
}

/// Shows the names of the headers only: their values may be secrets or personal data.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("client_request_id", &self.client_request_id())
            .field("date", &self.date())
            .field("headers", &self.head.header_names())
            .finish_non_exhaustive()
    }
}
