//! The requests that were sent to a fake.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;

/// A request that was sent to a [`Fake`](crate::testing::Fake), returned by
/// [`Fake::requests`](crate::testing::Fake::requests).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method, such as `GET`. A batch is a `POST`.
    pub method: String,
    /// The URL relative to the API version, as the request's `Display` writes it; for another host, the absolute URL.
    pub url: String,
    /// The headers, with lower-case names and without the token.
    pub headers: Vec<(String, String)>,
    /// The body, which is empty if the request has none. Values in a batch are written anew, so their JSON may have other
    /// spaces.
    pub body: Bytes,
    /// Whether the token was sent with the request. A request in a batch has the token of the batch.
    pub authorized: bool,
}

impl RecordedRequest {
    /// Returns the body as JSON, if it is JSON.
    ///
    /// ```
    /// # use graph_resource::{Method, testing::Fake};
    /// # use serde_json::json;
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on("PATCH /me").status(204);
    /// let change = json!({"officeLocation": "18/2111"});
    /// fake.client().request(Method::PATCH, "/me").json(&change).send_empty().await?;
    /// assert_eq!(fake.requests()[0].json(), Some(change));
    /// # Ok(()) }
    /// ```
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Returns the value of a header, whose name may be in any letter case.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, testing::Fake};
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on(User::get("1")).json(json!({"id": "1"}));
    /// User::get("1").header("Accept-Language", "fr").send(&fake.client()).await?;
    /// assert_eq!(fake.requests()[0].header("accept-language"), Some("fr"));
    /// # Ok(()) }
    /// ```
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// Writes the method and the URL.
impl fmt::Display for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)
    }
}
