//! One answer, and how it is registered.

use std::path::Path;

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Response, ResponseBuilderExt, Url};
use serde_json::{Value, json};

use super::Fake;
use crate::error::{Error, ErrorKind};

/// What is answered.
#[derive(Debug, Clone)]
pub(super) enum Reply {
    Answer { status: u16, headers: Vec<(String, String)>, body: Vec<u8> },
    Reset,
    Timeout,
}

impl Reply {
    fn json(status: u16, headers: &[(&str, &str)], body: &Value) -> Self {
        let all = [("content-type", "application/json")].iter().chain(headers);
        let headers = all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Reply::Answer { status, headers, body: body.to_string().into_bytes() }
    }

    /// A genuine response, as if it had come over the network.
    pub(super) fn into_response(self, url: Url) -> Result<Response, Error> {
        match self {
            Reply::Reset => Err(Error::new(ErrorKind::Io, "the connection broke (connection reset, by the fake)")),
            Reply::Timeout => Err(Error::new(ErrorKind::Timeout, "no complete answer in time (by the fake)")),
            Reply::Answer { status, headers, body } => {
                let mut builder = http::Response::builder().status(status).url(url).header("request-id", "fake");
                for (name, value) in headers {
                    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                        builder = builder.header(name, value);
                    }
                }
                let unfit =
                    |error: http::Error| Error::new(ErrorKind::Config, format!("the fake's answer is none: {error}"));
                builder.body(body).map(Response::from).map_err(unfit)
            }
        }
    }
}

/// Registers answers to one request, one after the other; the last one stays.
#[derive(Debug)]
pub struct On<'a> {
    fake: &'a Fake,
    route: usize,
}

impl<'a> On<'a> {
    pub(super) fn new(fake: &'a Fake, route: usize) -> Self {
        On { fake, route }
    }

    fn then(self, reply: Reply) -> Self {
        self.fake.add(self.route, reply);
        self
    }
}

impl On<'_> {
    /// A success with this body.
    pub fn json(self, body: Value) -> Self {
        self.then(Reply::json(200, &[], &body))
    }

    /// A collection in these pages, which link to each other.
    pub fn pages<const N: usize>(self, pages: [Value; N]) -> Self {
        let root = self.fake.root();
        let first = self.fake.url_of(self.route);
        let link =
            |index: usize| format!("{first}{}$skiptoken=fake{index}", if first.contains('?') { '&' } else { '?' });
        for (index, items) in pages.iter().enumerate().skip(1) {
            self.fake.on(link(index)).json(page(items, (index + 1 < N).then(|| format!("{root}{}", link(index + 1)))));
        }
        let items = pages.first().cloned().unwrap_or_else(|| json!([]));
        self.json(page(&items, (N > 1).then(|| format!("{root}{}", link(1)))))
    }

    /// An error of the service's, with Graph's code and message.
    pub fn error(self, status: u16, code: &str, message: &str) -> Self {
        self.then(Reply::json(status, &[], &json!({"error": {"code": code, "message": message}})))
    }

    /// A status without a body.
    pub fn status(self, status: u16) -> Self {
        self.then(Reply::Answer { status, headers: Vec::new(), body: Vec::new() })
    }

    /// A success with text.
    pub fn text(self, text: impl Into<String>) -> Self {
        self.bytes("text/plain", text.into())
    }

    /// A success with bytes of this media type.
    pub fn bytes(self, media_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        self.then(Reply::Answer { status: 200, headers, body: bytes.into() })
    }

    /// Any answer: a status, headers and a body. A header that is none is left out.
    pub fn raw(self, status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.then(Reply::Answer { status, headers, body: body.into() })
    }

    /// A success with the JSON of a file.
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

    /// `429` with this `Retry-After`, which is waited for: `"0"` for a test that does not want to wait.
    pub fn throttled(self, retry_after: &str) -> Self {
        let body = json!({"error": {"code": "TooManyRequests", "message": "too many requests"}});
        self.then(Reply::json(429, &[("retry-after", retry_after)], &body))
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

fn page(items: &Value, next: Option<String>) -> Value {
    match next {
        Some(link) => json!({"value": items, "@odata.nextLink": link}),
        None => json!({"value": items}),
    }
}
