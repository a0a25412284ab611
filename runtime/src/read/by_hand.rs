//! Requests by hand: any method, path, and body.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::key::Key;
use crate::client::Client;
use crate::decode::by_hand::{decode_content, ignore_content};
use crate::error::Error;
use crate::query::literal::Value;
use crate::read::batch::by_hand::Part;
use crate::read::response::Response;
use crate::request::Request;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::call::Call;

impl Client {
    /// Creates a request by hand, for all that has no method of its own: another method than GET, and any path and body. It is
    /// sent like every read of this client: with its token, its limits, and its errors.
    ///
    /// The path is relative to the API version, starts with `/`, and is already percent-encoded. Write a placeholder, such as
    /// `<userId>`, where a key belongs, and pass the key to [`key`](RequestBuilder::key). Error messages show at most the first
    /// segment of the path.
    ///
    /// A failed request that changes something is sent again only if the service has certainly not carried it out; see
    /// [`RequestBuilder`].
    ///
    /// ```no_run
    /// # use graph_resource::Client;
    /// use graph_resource::Method;
    /// use serde_json::json;
    ///
    /// # async fn write(client: Client) -> Result<(), graph_resource::Error> {
    /// let group: serde_json::Value = client
    ///     .request(Method::POST, "/groups")
    ///     .json(&json!({"displayName": "Analysts", "mailEnabled": false, "mailNickname": "analysts", "securityEnabled": true}))
    ///     .send()
    ///     .await?;
    /// client
    ///     .request(Method::PATCH, "/me")
    ///     .json(&json!({"officeLocation": "18/2111"}))
    ///     .send_empty()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn request(&self, method: Method, path: impl Into<String>) -> RequestBuilder {
        RequestBuilder {
            client: self.clone(),
            request: Request::by_hand(&method, path.into()),
        }
    }
}

/// A request by hand, created by [`Client::request`].
///
/// `Display` writes its relative URL. `Debug` shows neither keys nor the body.
///
/// # When it is sent again
///
/// A GET or HEAD is retried like any read ([`RetryPolicy`]). Any other request may have changed something although it
/// failed, so it is sent again only if the service has certainly not carried it out:
///
/// | failure | GET, HEAD, `idempotent()` | any other request |
/// |---|---|---|
/// | there was no connection: refused, unknown host, TLS | sent again | sent again |
/// | 401, once, with another token | sent again | sent again |
/// | 429 | sent again | sent again |
/// | 503 with `Retry-After` | sent again | sent again |
/// | 503 without `Retry-After`, 408, 500, 502, 504, 509 | sent again | an error |
/// | the connection broke, or the response did not arrive in time | sent again | an error |
///
/// For the last two, [`Error::may_have_been_carried_out`] is `true`. PUT and DELETE are treated like POST and PATCH, since
/// a second one may undo a change that another client has made in between. If that does not matter, call
/// [`idempotent`](Self::idempotent).
///
/// # Redirects
///
/// A GET or HEAD follows redirects like any read. Any other request follows a 307 or 308 to the client's own origin; every
/// other redirect is an error.
#[must_use = "a request does nothing until it is sent"]
#[derive(Clone)]
pub struct RequestBuilder {
    client: Client,
    request: Request,
}

impl RequestBuilder {
    fn with(mut self, change: impl FnOnce(&mut Request)) -> Self {
        change(&mut self.request);
        self
    }

    /// Puts a key in the place of the next placeholder, with the rules of the attribute's paths: the key stays one segment,
    /// except for a placeholder with two dots, such as `<itemPath..>`, which keeps `/`. A key that would lead to another
    /// resource is an error before anything is sent ([`Key`]).
    ///
    /// ```
    /// # use graph_resource::{Client, Method};
    /// # let client = Client::new("eyJ0…");
    /// let request = client
    ///     .request(Method::DELETE, "/groups/<groupId>/members/<userId>/$ref")
    ///     .key("a/b")
    ///     .key("ada@contoso.com");
    /// assert_eq!(request.to_string(), "/groups/a%2Fb/members/ada@contoso.com/$ref");
    /// ```
    pub fn key(self, key: impl Key) -> Self {
        self.with(|request| request.key(&key.key()))
    }

    /// Sets the body to this value as JSON.
    ///
    /// If the value cannot be serialized, sending the request fails with
    /// [`ErrorKind::Request`](crate::ErrorKind::Request) before anything is sent.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.with(|request| request.json(body))
    }

    /// Sets the body to these bytes, of this media type, for example to upload a small file.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Method};
    /// # async fn upload(client: Client, photo: Vec<u8>) -> Result<(), graph_resource::Error> {
    /// client
    ///     .request(Method::PUT, "/me/photo/$value")
    ///     .bytes("image/jpeg", photo)
    ///     .send_empty()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn bytes(self, content_type: impl AsRef<str>, bytes: impl Into<Bytes>) -> Self {
        self.with(|request| request.bytes(content_type.as_ref(), bytes.into()))
    }

    /// Adds a query option. Name and value are percent-encoded once.
    pub fn param(self, name: impl Into<String>, value: impl Value) -> Self {
        let value = Value::literal(&value).into_plain();
        self.with(|request| request.param(name.into(), value))
    }

    /// Adds a header. A second call with the same name adds a second value.
    ///
    /// Sending the request fails with [`ErrorKind::Request`](crate::ErrorKind::Request) if HTTP cannot carry the name or the
    /// value, or if the header is reserved for the client, such as `Authorization` or `Host`. The content type is set by
    /// [`json`](Self::json) or [`bytes`](Self::bytes).
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with(|request| request.header(name.as_ref(), value.as_ref()))
    }

    /// Adds a preference to the `Prefer` header, such as `return=representation`. A second call adds a further one.
    pub fn prefer(self, preference: impl AsRef<str>) -> Self {
        self.with(|request| request.prefer(preference.as_ref()))
    }

    /// Makes the service refuse the request with `412 Precondition Failed` unless the resource still has this entity tag, so
    /// that no change of another client is overwritten. [`Response::etag`] returns the tag of what was read.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Get, Method};
    /// # use serde_json::{Value, json};
    /// # async fn rename(client: Client) -> Result<(), graph_resource::Error> {
    /// let task = Get::<Value>::at_path("/planner/tasks/1").response(&client).await?;
    /// client
    ///     .request(Method::PATCH, "/planner/tasks/1")
    ///     .if_match(task.etag().unwrap_or("*"))
    ///     .json(&json!({"title": "Plan the release"}))
    ///     .send_empty()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn if_match(self, etag: impl AsRef<str>) -> Self {
        self.with(|request| request.if_match(etag.as_ref()))
    }

    /// Declares that the request may be carried out twice, so that it is retried like a read.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Method};
    /// # async fn set(client: Client) -> Result<(), graph_resource::Error> {
    /// client
    ///     .request(Method::PATCH, "/me")
    ///     .json(&serde_json::json!({"officeLocation": "18/2111"}))
    ///     .idempotent()
    ///     .send_empty()
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn idempotent(self) -> Self {
        self.with(Request::idempotent)
    }

    /// Sets when this request is retried, instead of the client's policy
    /// ([`ClientBuilder::retry`](crate::ClientBuilder::retry)). What may not be repeated is not repeated by any policy.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|request| request.retry(policy))
    }

    /// Sets how long a single response may take, body included, instead of the client's
    /// [`timeout`](crate::ClientBuilder::timeout). It also covers the time in which the body of the request is sent.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|request| request.timeout(timeout))
    }

    /// Sends the request and decodes the content of the response.
    ///
    /// `T` may be any type that serde can deserialize. A struct is decoded from the body itself or from `{"value": {…}}`, any
    /// other type also from `{"value": …}` or plain text. An `Option` is `None` if there is no content.
    ///
    /// The future borrows nothing from the request.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (then nothing is sent), the credential or the network fails, the status is
    /// not 2xx, there is no content (use [`send_empty`](Self::send_empty)), or it does not fit `T`.
    pub fn send<T: DeserializeOwned>(
        &self,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<T> {
        self.client.send_for_value(self.call(), decode_content)
    }

    /// Sends the request, and ignores the content of the response, if there is any.
    ///
    /// # Errors
    ///
    /// Returns an error if the request is invalid (then nothing is sent), the credential or the network fails, the status is
    /// not 2xx, or the content is an error.
    pub fn send_empty(&self) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        self.client.send_for_value(self.call(), ignore_content)
    }

    /// Sends the request, as [`send`](Self::send) does. Returns the content with the response: its status, headers, entity
    /// tag, and request ids.
    ///
    /// # Errors
    ///
    /// Returns an error if [`send`](Self::send) would.
    pub fn response<T: DeserializeOwned>(
        &self,
    ) -> impl Future<Output = Result<Response<T>, Error>> + Send + use<T> {
        let sent = self.client.send_call(self.call(), decode_content::<T>);
        async move {
            let (value, response) = sent.await?;
            Ok(Response::of_object(value, &response))
        }
    }

    /// Sends the request, as [`send_empty`](Self::send_empty) does. Returns the response: its status, headers, entity tag, and
    /// request ids.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Method};
    /// # async fn copy(client: Client) -> Result<(), graph_resource::Error> {
    /// let copy = client
    ///     .request(Method::POST, "/me/drive/items/1/copy")
    ///     .json(&serde_json::json!({"name": "report (copy).docx"}))
    ///     .response_empty()
    ///     .await?;
    /// println!("{} {:?}", copy.status(), copy.headers().get("location"));
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if [`send_empty`](Self::send_empty) would.
    pub fn response_empty(
        &self,
    ) -> impl Future<Output = Result<Response<()>, Error>> + Send + use<> {
        let sent = self.client.send_call(self.call(), ignore_content);
        async move {
            let (value, response) = sent.await?;
            Ok(Response::of_object(value, &response))
        }
    }

    /// Makes the request a part of a [batch](Client::batch) whose result is the content of its response, decoded as by
    /// [`send`](Self::send). The batch is sent by its own client, whichever client has created this request.
    ///
    /// A part that is not a read is never repeated by itself unless the service has refused it. If a batch that contains one
    /// fails as a whole, and may have been carried out, it is not sent again, and every part gets the error.
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Method};
    /// # use serde_json::{Value, json};
    /// # async fn create(client: Client) -> Result<(), graph_resource::Error> {
    /// let create = |name: &str| {
    ///     client.request(Method::POST, "/me/contactFolders").json(&json!({"displayName": name})).part::<Value>()
    /// };
    /// for folder in client.batch_all(["Suppliers", "Customers"].map(create)).await? {
    ///     println!("{}", folder?["id"]);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn part<T: DeserializeOwned>(self) -> Part<T> {
        Part::new(self.request, decode_content)
    }

    /// Makes the request a part of a [batch](Client::batch), as [`part`](Self::part) does, but ignores the content of its
    /// response.
    pub fn part_empty(self) -> Part<()> {
        Part::new(self.request, ignore_content)
    }

    fn call(&self) -> Result<Call, Error> {
        self.prepare().map(Call::of)
    }

    pub(crate) fn prepare(&self) -> Result<Prepared, Error> {
        self.request.check_keys()?;
        self.request.prepare(Cardinality::One)
    }
}

impl fmt::Display for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.request.url(Cardinality::One))
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.request, f)
    }
}
