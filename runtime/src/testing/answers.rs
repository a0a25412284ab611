//! Registering answers.

use std::fmt::Display;
use std::path::Path;

use serde_json::{Value, json};

use crate::testing::matcher::{self, RequestMatcher, path};
use crate::testing::reply::Reply;
use crate::testing::state::SharedState;

/// Registers answers to one request, one after the other; the last one stays. Made by [`Fake::on`].
///
/// ```
/// # use graph_resource::testing::Fake;
/// # use serde_json::json;
/// let fake = Fake::new();
/// // At first a failure, then a success, and that again and again.
/// fake.on("/users/1").reset().throttled("2.5").json(json!({"id": "1"}));
/// ```
#[derive(Debug)]
pub struct Answers<'a> {
    state: &'a SharedState,
    matcher: RequestMatcher,
}

impl<'a> Answers<'a> {
    pub(super) fn new(state: &'a SharedState, matcher: RequestMatcher) -> Self {
        Answers { state, matcher }
    }

    fn then(self, reply: Reply) -> Self {
        self.state.lock().add(&self.matcher, reply);
        self
    }
}

impl Answers<'_> {
    /// A success with this body.
    pub fn json(self, body: Value) -> Self {
        self.then(Reply::json(200, &[], &body))
    }

    /// A collection in these pages, which link to each other. Each is an array, and may be empty.
    ///
    /// ```
    /// # use graph_resource::testing::Fake;
    /// # use serde_json::json;
    /// let fake = Fake::new();
    /// fake.on("/users").pages([json!([{"id": "1"}, {"id": "2"}]), json!([]), json!([{"id": "3"}])]);
    /// fake.on("/groups").pages([vec![json!({"id": "1"})], vec![json!({"id": "2"})]]);
    /// ```
    pub fn pages<P: Into<Value>>(self, pages: impl IntoIterator<Item = P>) -> Self {
        self.linked(pages, None)
    }

    /// A round of a delta query in these pages. The last one has a delta link, whose token this is: the next round is
    /// that of `"/users/delta?$deltatoken=…"`, or of [`Delta::since`](crate::Delta::since).
    pub fn delta<P: Into<Value>>(self, pages: impl IntoIterator<Item = P>, token: &str) -> Self {
        let link = format!(
            "{}{}?$deltatoken={token}",
            matcher::root(),
            path(&self.matcher.url)
        );
        self.linked(pages, Some(link))
    }

    fn linked<P: Into<Value>>(
        self,
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
        let last = pages.len() - 1;
        for (index, mut page) in pages.into_iter().enumerate() {
            let next = (index < last).then(|| self.another_page());
            if let Some(next) = &next {
                page["@odata.nextLink"] = format!("{}{}", matcher::root(), next.url).into();
            } else if let Some(link) = &delta_link {
                page["@odata.deltaLink"] = link.as_str().into();
            }
            self.state
                .lock()
                .add(&matcher, Reply::json(200, &[], &page));
            matcher = next.unwrap_or(matcher);
        }
        self
    }

    fn another_page(&self) -> RequestMatcher {
        let (url, number) = (&self.matcher.url, self.state.lock().link());
        let url = format!(
            "{url}{}$skiptoken=fake{number}",
            if url.contains('?') { '&' } else { '?' }
        );
        RequestMatcher {
            url,
            headers: self.matcher.headers.clone(),
        }
    }

    /// An error of the service's, with Graph's code and message.
    pub fn error(self, status: u16, code: &str, message: &str) -> Self {
        self.then(Reply::json(
            status,
            &[],
            &json!({"error": {"code": code, "message": message}}),
        ))
    }

    /// A status without a body.
    pub fn status(self, status: u16) -> Self {
        self.raw(status, &[], Vec::new())
    }

    /// A success with text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.bytes("text/plain", text.into())
    }

    /// A success with bytes of this media type.
    pub fn bytes(self, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.raw(200, &[("content-type", media_type)], bytes)
    }

    /// Any answer: a status, headers and a body. A header that is none is left out. A `content-length` that promises more
    /// is a download that breaks.
    pub fn raw(self, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.then(Reply::Answer {
            status,
            headers,
            body: body.into(),
        })
    }

    /// A success with the JSON of a file. A relative path begins at the package that is tested, where `cargo test` runs.
    ///
    /// # Panics
    ///
    /// Where there is no such file.
    #[track_caller]
    pub fn fixture(self, path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        match std::fs::read(path) {
            Ok(bytes) => self.bytes("application/json", bytes),
            Err(error) => panic!("the fixture {} cannot be read: {error}", path.display()),
        }
    }

    /// `429 Too Many Requests` with this `Retry-After`: seconds, decimals of them (`2.128`), or a date.
    pub fn throttled(self, retry_after: impl Display) -> Self {
        let body = json!({"error": {"code": "TooManyRequests", "message": "too many requests"}});
        self.then(Reply::json(
            429,
            &[("retry-after", &retry_after.to_string())],
            &body,
        ))
    }

    /// A connection that breaks.
    pub fn reset(self) -> Self {
        self.then(Reply::Reset)
    }

    /// An answer that does not come in time. The test does not wait for it.
    pub fn timeout(self) -> Self {
        self.then(Reply::Timeout)
    }
}
