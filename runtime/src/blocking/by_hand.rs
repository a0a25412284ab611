//! Requests by hand in synchronous code.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::blocking::client::Client;
use crate::blocking::worker::Worker;
use crate::error::Error;
use crate::query::literal::Value;
use crate::read::batch::by_hand::Part;
use crate::read::by_hand;
use crate::read::response::Response;
use crate::request::retry_policy::RetryPolicy;

impl Client {
    /// Creates a request by hand, as [`Client::request`](crate::Client::request) does.
    ///
    /// ```no_run
    /// use graph_resource::{Method, blocking};
    ///
    /// # fn example(client: blocking::Client) -> Result<(), graph_resource::Error> {
    /// client
    ///     .request(Method::DELETE, "/groups/<groupId>/members/<userId>/$ref")
    ///     .key("02bd9fd6-8f93-4758-87c3-1fb73740a315")
    ///     .key("87d349ed-44d7-43e1-9a83-5f2406dee5bd")
    ///     .send_empty()?;
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RequestBuilder {
        RequestBuilder {
            request: self.client.request(method, path),
            worker: Arc::clone(&self.worker),
        }
    }
}

/// A request by hand, created by [`Client::request`]. It is sent and retried like the asynchronous
/// [`RequestBuilder`](crate::RequestBuilder).
#[must_use = "a request does nothing until it is sent"]
#[derive(Clone)]
pub struct RequestBuilder {
    request: by_hand::RequestBuilder,
    worker: Arc<Worker>,
}

impl RequestBuilder {
    fn with(self, change: impl FnOnce(by_hand::RequestBuilder) -> by_hand::RequestBuilder) -> Self {
        RequestBuilder {
            request: change(self.request),
            worker: self.worker,
        }
    }

    /// Puts a key in the place of the next placeholder, as [`RequestBuilder::key`](crate::RequestBuilder::key) does.
    pub fn key(self, key: impl Key) -> Self {
        self.with(|request| request.key(key))
    }

    /// Sets the body to this value as JSON, as [`RequestBuilder::json`](crate::RequestBuilder::json) does.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.with(|request| request.json(body))
    }

    /// Sets the body to these bytes, of this media type.
    pub fn bytes(self, content_type: impl AsRef<str>, bytes: impl Into<Bytes>) -> Self {
        self.with(|request| request.bytes(content_type, bytes))
    }

    /// Adds a query option. Name and value are percent-encoded once.
    pub fn param(self, name: impl Into<String>, value: impl Value) -> Self {
        self.with(|request| request.param(name, value))
    }

    /// Adds a header, as [`RequestBuilder::header`](crate::RequestBuilder::header) does.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|request| request.header(name, value))
    }

    /// Adds a preference to the `Prefer` header.
    pub fn prefer(self, preference: impl AsRef<str>) -> Self {
        self.with(|request| request.prefer(preference))
    }

    /// Makes the service refuse the request unless the resource still has this entity tag, as
    /// [`RequestBuilder::if_match`](crate::RequestBuilder::if_match) does.
    pub fn if_match(self, etag: impl AsRef<str>) -> Self {
        self.with(|request| request.if_match(etag))
    }

    /// Declares that the request may be carried out twice, so that it is retried like a read.
    pub fn idempotent(self) -> Self {
        self.with(by_hand::RequestBuilder::idempotent)
    }

    /// Sets when this request is retried, instead of the client's policy.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|request| request.retry(policy))
    }

    /// Sets how long a single response may take, instead of the client's timeout.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.timeout(timeout))
    }

    /// Sends the request and decodes the content of the response, as [`RequestBuilder::send`](crate::RequestBuilder::send)
    /// does.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (then nothing is sent), the credential or the network fails, the status is
    /// not 2xx, there is no content, or it does not fit `T`.
    pub fn send<T: DeserializeOwned + Send + 'static>(&self) -> Result<T, Error> {
        self.worker.wait(self.request.send())
    }

    /// Sends the request, and ignores the content of the response, if there is any.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (then nothing is sent), the credential or the network fails, the status is
    /// not 2xx, or the content is an error.
    pub fn send_empty(&self) -> Result<(), Error> {
        self.worker.wait(self.request.send_empty())
    }

    /// Sends the request, and returns the content with the response.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send`](Self::send) would.
    pub fn response<T: DeserializeOwned + Send + 'static>(&self) -> Result<Response<T>, Error> {
        self.worker.wait(self.request.response())
    }

    /// Sends the request, and returns the response without its content.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_empty`](Self::send_empty) would.
    pub fn response_empty(&self) -> Result<Response<()>, Error> {
        self.worker.wait(self.request.response_empty())
    }

    /// Makes the request a part of a [batch](Client::batch), as [`RequestBuilder::part`](crate::RequestBuilder::part) does.
    pub fn part<T: DeserializeOwned>(self) -> Part<T> {
        self.request.part()
    }

    /// Makes the request a part of a [batch](Client::batch), as
    /// [`RequestBuilder::part_empty`](crate::RequestBuilder::part_empty) does.
    pub fn part_empty(self) -> Part<()> {
        self.request.part_empty()
    }
}

impl fmt::Display for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.request, f)
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.request, f)
    }
}
