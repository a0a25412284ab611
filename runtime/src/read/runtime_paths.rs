//! Requests to addresses that are only known at run time.
//!
//! They live in a module of their own, after the others, so that rustdoc lists them after the methods that most
//! programs need.

use serde::de::DeserializeOwned;

use crate::read::content::Content;
use crate::read::get::Get;
use crate::read::list::List;
use crate::request::Request;

impl<T: DeserializeOwned> Get<T> {
    /// Creates a read of a path that is only known at run time. The path is relative to the API version, starts with
    /// `/`, and is already percent-encoded: `/users/1?$select=id`. Sending an invalid path fails with
    /// [`ErrorKind::Request`](crate::ErrorKind::Request).
    ///
    /// `T` need not be a `#[graph_resource]`: any type that serde can deserialize will do, such as `serde_json::Value`,
    /// a number or a string. A struct is decoded from the body itself or from `{"value": {…}}`, any other type also
    /// from `{"value": …}` or plain text. An `Option` of either is `None` if the service responds `204 No Content`. A
    /// `Vec` is an error if the list continues on another page: use [`List::at_path`].
    ///
    /// ```no_run
    /// # use graph_resource::{Client, Get};
    /// # async fn print_skus(client: Client) -> Result<(), graph_resource::Error> {
    /// let organization: serde_json::Value = Get::at_path("/organization").send(&client).await?;
    /// println!("{organization}");
    /// # Ok(()) }
    /// ```
    pub fn at_path(path: impl Into<String>) -> Self {
        Get::of(Request::at_path(path.into()))
    }

    /// Creates a read of an absolute URL, such as a stored link. Options set by methods are appended to it. It is sent
    /// only to the client's own origin; for another one, sending fails with
    /// [`ErrorKind::Link`](crate::ErrorKind::Link). `T` may be any type that serde can deserialize.
    pub fn at_url(url: impl Into<String>) -> Self {
        Get::of(Request::at_url(url.into()))
    }
}

impl<T: DeserializeOwned> List<T> {
    /// Creates a read of a collection at a path that is only known at run time. The path is relative to the API
    /// version, starts with `/`, and is already percent-encoded. Sending an invalid path fails with
    /// [`ErrorKind::Request`](crate::ErrorKind::Request). `T` may be any type that serde can deserialize.
    ///
    /// ```
    /// # use graph_resource::List;
    /// let devices = List::<serde_json::Value>::at_path("/devices?$select=id").top(5);
    /// assert_eq!(devices.to_string(), "/devices?$select=id&$top=5");
    /// ```
    pub fn at_path(path: impl Into<String>) -> Self {
        List::of(Request::at_path(path.into()))
    }

    /// Creates a read of a collection at an absolute URL, such as a stored link. Options set by methods are appended to
    /// it. It is sent only to the client's own origin; for another one, sending fails with
    /// [`ErrorKind::Link`](crate::ErrorKind::Link).
    pub fn at_url(url: impl Into<String>) -> Self {
        List::of(Request::at_url(url.into()))
    }
}

impl Content {
    /// Creates a read of the bytes at a path that is only known at run time. The path is relative to the API version,
    /// starts with `/`, and is already percent-encoded: `/me/photo/$value`. Sending an invalid path fails with
    /// [`ErrorKind::Request`](crate::ErrorKind::Request).
    pub fn at_path(path: impl Into<String>) -> Self {
        Content::of(Request::at_path(path.into()))
    }

    /// Creates a read of the bytes at an absolute URL, such as a stored link. Options set by methods are appended to
    /// it. It is sent only to the client's own origin; for another one, sending fails with
    /// [`ErrorKind::Link`](crate::ErrorKind::Link).
    pub fn at_url(url: impl Into<String>) -> Self {
        Content::of(Request::at_url(url.into()))
    }
}
