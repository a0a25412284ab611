//! Requests that are described by some of their properties.

use std::fmt;

use serde_json::Value;

use crate::address::encode;
use crate::error::Error;
use crate::testing::condition::Condition;
use crate::testing::matcher::{AsRequest, RequestMatcher};
use crate::testing::recorded::RecordedRequest;

/// Describes requests by some of their properties: a path with any query, options, headers, a body, or a condition.
///
/// Pass it to [`Fake::on`](crate::testing::Fake::on) instead of a request. A response for the request itself is
/// preferred to one for a pattern.
///
/// ```
/// use graph_resource::Get;
/// use graph_resource::testing::{Fake, RequestPattern};
/// use serde_json::{Value, json};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
/// let fake = Fake::new();
/// fake.on(RequestPattern::path("/users")).json(json!({"value": []}));
/// fake.on(RequestPattern::path("/users").option("$top", "5")).json(json!({"value": [{"id": "1"}]}));
/// fake.on(RequestPattern::any().when(|request| request.url.starts_with("/groups/"))).status(404);
///
/// let users: Value = Get::at_path("/users?$select=id&$top=5").send(&fake.client()).await?;
/// assert_eq!(users["value"][0]["id"], "1");
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "a pattern does nothing until it is passed to a fake"]
pub struct RequestPattern {
    path: Option<String>,
    options: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    json: Option<Value>,
    conditions: Vec<Condition>,
}

impl RequestPattern {
    /// Creates a pattern that every request matches, except a whole batch.
    pub fn any() -> Self {
        RequestPattern {
            path: None,
            options: Vec::new(),
            headers: Vec::new(),
            json: None,
            conditions: Vec::new(),
        }
    }

    /// Creates a pattern for a path with any query options, written as for [`Fake::on`](crate::testing::Fake::on):
    /// `"/users"`, or `"POST /users"`. Options after a `?` are required, and others are allowed.
    pub fn path(path: impl Into<String>) -> Self {
        RequestPattern {
            path: Some(path.into()),
            ..Self::any()
        }
    }

    /// Requires a query option with this value, which is written without percent-encoding.
    ///
    /// ```
    /// # use graph_resource::testing::RequestPattern;
    /// let pattern = RequestPattern::path("/users").option("$filter", "mail eq 'ada@contoso.com'");
    /// ```
    pub fn option(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.push((name.into(), value.into()));
        self
    }

    /// Requires a header with this value.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers
            .push((name.into().to_ascii_lowercase(), value.into()));
        self
    }

    /// Requires this JSON body.
    pub fn json(mut self, body: Value) -> Self {
        self.json = Some(body);
        self
    }

    /// Requires what the closure checks. It must not call the fake.
    ///
    /// ```
    /// # use graph_resource::testing::RequestPattern;
    /// let long = RequestPattern::path("POST /me/messages").when(|request| request.body.len() > 1000);
    /// ```
    pub fn when(
        mut self,
        condition: impl Fn(&RecordedRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.conditions.push(Condition::new(condition));
        self
    }

    /// The path with the required options, percent-encoded.
    fn url(&self, path: &str) -> String {
        let mut url = path.to_owned();
        for (name, value) in &self.options {
            url.push(if url.contains('?') { '&' } else { '?' });
            encode::name(name, &mut url);
            url.push('=');
            encode::value(value, &mut url);
        }
        url
    }
}

impl AsRequest for RequestPattern {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        // The path of a pattern without one is not compared.
        let path = self.path.as_deref().unwrap_or("/");
        let mut matcher = self.url(path).as_request()?;
        matcher.any_path = self.path.is_none();
        matcher.any_options = true;
        matcher.headers.clone_from(&self.headers);
        matcher.body = self.json.as_ref().map(|json| json.to_string().into());
        matcher.conditions.clone_from(&self.conditions);
        Ok(matcher)
    }
}

impl fmt::Debug for RequestPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestPattern")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
