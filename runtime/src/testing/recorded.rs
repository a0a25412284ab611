//! The requests that were sent to a fake.

/// A request that was sent to a [`Fake`](crate::testing::Fake), returned by
/// [`Fake::requests`](crate::testing::Fake::requests).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// `GET`, or `POST` for a batch.
    pub method: String,
    /// The URL relative to the API version, as the request's `Display` writes it; for another host, the absolute URL.
    pub url: String,
    /// The headers, with lower-case names and without the token.
    pub headers: Vec<(String, String)>,
    /// Whether the token was sent with the request. A request in a batch has the token of the batch.
    pub authorized: bool,
}

impl RecordedRequest {
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
