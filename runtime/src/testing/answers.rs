//! Registering the responses to a request.

use std::fmt::Display;
use std::path::Path;

use serde_json::{Value, json};

use crate::testing::matcher::{RequestMatcher, url_path, versioned_root};
use crate::testing::reply::{Reply, owned_headers};
use crate::testing::state::{ReplyPosition, SharedState};

/// Registers responses to one request, returned by [`Fake::on`](crate::testing::Fake::on).
///
/// Each method adds a response, except those that begin with `with_`, which change the one before. The fake sends the
/// responses in this order and repeats the last one.
///
/// ```
/// # use graph_resource::testing::Fake;
/// # use serde_json::json;
/// let fake = Fake::new();
/// // First a failure, then throttling, then success from then on.
/// fake.on("/users/1").reset().throttled("2.5").json(json!({"id": "1"})).with_etag("W/\"1\"");
/// ```
#[derive(Debug)]
pub struct Answers<'a> {
    state: &'a SharedState,
    matcher: RequestMatcher,
    /// What the last method added: several responses if they are pages.
    last: Vec<ReplyPosition>,
}

impl<'a> Answers<'a> {
    pub(super) fn new(state: &'a SharedState, matcher: RequestMatcher) -> Self {
        Answers {
            state,
            matcher,
            last: Vec::new(),
        }
    }

    fn add(mut self, reply: Reply) -> Self {
        self.last = vec![self.state.lock().add(&self.matcher, reply)];
        self
    }
}

impl Answers<'_> {
    /// Adds a successful response with this JSON body.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// # let fake = Fake::new();
    /// fake.on("/users/1").json(json!({"id": "1", "displayName": "Ada"}));
    /// ```
    pub fn json(self, body: Value) -> Self {
        self.add(Reply::json(200, &[], &body))
    }

    /// Adds a collection in these pages, which link to each other. Each page is an array, and may be empty.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// # let fake = Fake::new();
    /// fake.on("/users").pages([json!([{"id": "1"}, {"id": "2"}]), json!([]), json!([{"id": "3"}])]);
    /// fake.on("/groups").pages([vec![json!({"id": "1"})], vec![json!({"id": "2"})]]);
    /// ```
    pub fn pages<P: Into<Value>>(self, pages: impl IntoIterator<Item = P>) -> Self {
        self.linked_pages(pages, None)
    }

    /// Adds a round of a delta query in these pages. The last page has a delta link with this token. Register the next
    /// round for that link, or for [`Delta::since`](crate::Delta::since).
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// # let fake = Fake::new();
    /// fake.on("/users/delta").delta([json!([{"id": "1"}])], "first");
    /// let removed = json!({"id": "1", "@removed": {"reason": "deleted"}});
    /// fake.on("/users/delta?$deltatoken=first").delta([json!([removed])], "second");
    /// ```
    pub fn delta<P: Into<Value>>(self, pages: impl IntoIterator<Item = P>, token: &str) -> Self {
        let root = versioned_root();
        let path = url_path(&self.matcher.url);
        let delta_link = format!("{root}{path}?$deltatoken={token}");
        self.linked_pages(pages, Some(delta_link))
    }

    fn linked_pages<P: Into<Value>>(
        mut self,
        pages: impl IntoIterator<Item = P>,
        delta_link: Option<String>,
    ) -> Self {
        let mut pages: Vec<Value> = pages
            .into_iter()
            .map(|items| json!({"value": items.into()}))
            .collect();
        if pages.is_empty() {
            pages.push(json!({"value": []}));
        }
        let mut matcher = self.matcher.clone();
        self.last.clear();
        let last = pages.len() - 1;
        for (index, mut page) in pages.into_iter().enumerate() {
            if index < last {
                let next = self.next_page_matcher();
                page["@odata.nextLink"] = format!("{}{}", versioned_root(), next.url).into();
                self.add_page(&matcher, &page);
                matcher = next;
            } else {
                if let Some(link) = &delta_link {
                    page["@odata.deltaLink"] = link.as_str().into();
                }
                self.add_page(&matcher, &page);
            }
        }
        self
    }

    fn add_page(&mut self, matcher: &RequestMatcher, page: &Value) {
        let reply = Reply::json(200, &[], page);
        let position = self.state.lock().add(matcher, reply);
        self.last.push(position);
    }

    fn next_page_matcher(&self) -> RequestMatcher {
        let url = &self.matcher.url;
        let number = self.state.lock().next_link_number();
        let separator = if url.contains('?') { '&' } else { '?' };
        RequestMatcher {
            url: format!("{url}{separator}$skiptoken=fake{number}"),
            method: "GET".to_owned(),
            headers: self.matcher.headers.clone(),
            ..RequestMatcher::default()
        }
    }

    /// Adds an error response with Graph's code and message.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/1").error(403, "Authorization_RequestDenied", "Insufficient privileges.");
    /// ```
    pub fn error(self, status: u16, code: &str, message: &str) -> Self {
        let body = json!({"error": {"code": code, "message": message}});
        self.add(Reply::json(status, &[], &body))
    }

    /// Adds a response with this status and no body.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/1/photo/$value").status(404);
    /// ```
    pub fn status(self, status: u16) -> Self {
        self.raw(status, &[], Vec::new())
    }

    /// Adds a successful response with a plain-text body.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/$count").text("7");
    /// ```
    pub fn text(self, text: impl Into<String>) -> Self {
        self.bytes("text/plain", text.into())
    }

    /// Adds a successful response with bytes of this media type.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/1/photo/$value").bytes("image/jpeg", [0xff, 0xd8, 0xff]);
    /// ```
    pub fn bytes(self, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.raw(200, &[("content-type", media_type)], bytes)
    }

    /// Adds any response: a status, headers and a body. Headers that HTTP cannot carry are left out. A `content-length`
    /// above the length of the body makes the download break.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/1").raw(503, &[("retry-after", "10")], "");
    /// ```
    pub fn raw(self, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        self.add(Reply::Response {
            status,
            headers: owned_headers(headers),
            body: body.into(),
        })
    }

    /// Adds a successful response with the JSON of a file, whose content is not checked. A relative path starts at the
    /// root of the package under test, where `cargo test` runs.
    ///
    /// ```no_run
    /// # use graph_resource::testing::Fake;
    /// # let fake = Fake::new();
    /// fake.on("/users/1").fixture("tests/fixtures/user.json");
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if the file cannot be read.
    #[track_caller]
    pub fn fixture(self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        match std::fs::read(path) {
            Ok(bytes) => self.bytes("application/json", bytes),
            Err(error) => panic!("cannot read the fixture {}: {error}", path.display()),
        }
    }

    /// Adds `429 Too Many Requests`, which the client retries, with this `Retry-After`: a number of seconds, with or
    /// without decimals (`2.128`), or an HTTP date.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// # let fake = Fake::new();
    /// fake.on("/users/1").throttled(30).json(json!({"id": "1"}));
    /// ```
    pub fn throttled(self, retry_after: impl Display) -> Self {
        let body = json!({"error": {"code": "TooManyRequests", "message": "too many requests"}});
        let retry_after = retry_after.to_string();
        self.add(Reply::json(429, &[("retry-after", &retry_after)], &body))
    }

    /// Sets a header of the response before, instead of those with the same name. After [`pages`](Self::pages) and
    /// [`delta`](Self::delta), all pages get it.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// # let fake = Fake::new();
    /// fake.on("/users/1")
    ///     .json(json!({"id": "1"}))
    ///     .with_header("x-ms-throttle-limit-percentage", "0.9");
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if there is no response before, if it is a [`reset`](Self::reset) or [`timeout`](Self::timeout), or if HTTP
    /// cannot carry the name or the value.
    #[track_caller]
    pub fn with_header(self, name: &str, value: &str) -> Self {
        if let Err(reason) = self.set_header(name, value) {
            panic!("the header `{name}` cannot be set: {reason}");
        }
        self
    }

    fn set_header(&self, name: &str, value: &str) -> Result<(), &'static str> {
        let mut state = self.state.lock();
        if self.last.is_empty() {
            return Err("add a response first");
        }
        for position in &self.last {
            if let Some(reply) = state.reply_mut(*position) {
                reply.set_header(name, value)?;
            }
        }
        Ok(())
    }

    /// Sets the entity tag of the response before, which is the header `ETag`. An object that has not changed is a
    /// [`status`](Self::status) of 304.
    ///
    /// ```
    /// # use graph_resource::{graph_resource, testing::Fake};
    /// # use graph_resource::conditional::Fetched;
    /// # use serde::Deserialize;
    /// # use serde_json::json;
    /// # #[graph_resource(path = "/users/<userId>")] #[derive(Deserialize)]
    /// # struct User { id: String }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on(User::get("1")).json(json!({"id": "1"})).with_etag("W/\"2\"");
    /// fake.on(User::get("1").if_none_match("W/\"2\"")).status(304);
    /// let client = fake.client();
    ///
    /// let user = User::get("1").response(&client).await?;
    /// let again = User::get("1").if_none_match(user.etag()).send(&client).await?;
    /// assert!(again.is_not_modified());
    /// # Ok(()) }
    /// ```
    ///
    /// # Panics
    ///
    /// Panics if [`with_header`](Self::with_header) would.
    #[track_caller]
    pub fn with_etag(self, etag: &str) -> Self {
        self.with_header("etag", etag)
    }

    /// Sets the `request-id` of the response before. It is `fake` otherwise.
    ///
    /// # Panics
    ///
    /// Panics if [`with_header`](Self::with_header) would.
    #[track_caller]
    pub fn with_request_id(self, id: &str) -> Self {
        self.with_header("request-id", id)
    }

    /// Adds a connection that breaks: an attempt that fails with [`ErrorKind::Io`](crate::ErrorKind::Io).
    ///
    /// The client retries such a read according to its retry policy. To see the error itself, build the client with
    /// [`RetryPolicy::never`](crate::RetryPolicy::never):
    ///
    /// ```
    /// # use graph_resource::{ErrorKind, Get, RetryPolicy};
    /// # use graph_resource::testing::Fake;
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), graph_resource::Error> {
    /// let fake = Fake::new();
    /// fake.on("/users/1").reset();
    /// let client = fake.builder().retry(RetryPolicy::never()).build()?;
    /// let read = Get::<serde_json::Value>::at_path("/users/1").send(&client).await;
    /// assert_eq!(read.unwrap_err().kind(), ErrorKind::Io);
    /// # Ok(()) }
    /// ```
    pub fn reset(self) -> Self {
        self.add(Reply::Reset)
    }

    /// Adds a response that does not arrive in time: an attempt that fails with
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout), and is retried like a [`reset`](Self::reset). The test does not
    /// wait for the timeout.
    pub fn timeout(self) -> Self {
        self.add(Reply::Timeout)
    }
}
