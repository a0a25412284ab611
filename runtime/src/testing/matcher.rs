//! What a request is known by: its URL below the version, and headers.

use std::fmt;

use reqwest::header::{AUTHORIZATION, HeaderMap};
use reqwest::{Request, Url};

use crate::error::Error;
use crate::read::conditional::Conditional;
use crate::read::content::Content;
use crate::read::delta::Delta;
use crate::read::get::Get;
use crate::read::list::List;
use crate::request::cardinality::Cardinality;
use crate::request::prepared::Prepared;
use crate::testing::recorded::RecordedRequest;
use crate::transport::headers::joined;

/// Where the fake service is said to be.
pub(super) const ROOT: &str = "https://graph.fake";
/// The version that links of the fake service have.
pub(super) const VERSION: &str = "/v1.0";

/// What a [`Fake`](super::Fake) can be told and matcher about: a request, or its path with options, `"/users?$top=5"`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request",
    label = "neither a request nor a path",
    note = "`Get`, `List`, `Delta`, `Content` and `Conditional` are, and strings such as \"/users?$top=5\""
)]
pub trait AsRequest {
    #[doc(hidden)]
    fn as_request(&self) -> Result<RequestMatcher, Error>;
}

/// A request as it is registered or asserted.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(unreachable_pub, reason = "part of a hidden method of a public trait")]
pub struct RequestMatcher {
    pub(super) url: String,
    /// Those that have to be there.
    pub(super) headers: Vec<(String, String)>,
}

impl RequestMatcher {
    fn at(url: &str) -> Self {
        let absolute = match url.starts_with('/') {
            true => Url::parse(&format!("{ROOT}{VERSION}{url}")),
            false => Url::parse(url),
        };
        // As it is written on the wire, whoever has written it.
        RequestMatcher {
            url: absolute.map_or_else(|_| url.to_owned(), |url| relative(&url)),
            headers: Vec::new(),
        }
    }

    fn of(prepared: &Prepared) -> Self {
        RequestMatcher {
            headers: pairs(prepared.headers()),
            ..RequestMatcher::at(prepared.url())
        }
    }

    /// Whether what was sent is this request.
    pub(super) fn is(&self, sent: &RecordedRequest) -> bool {
        let has = |(name, value): &(String, String)| sent.header(name) == Some(value);
        path(&self.url) == path(&sent.url)
            && sorted_options(&self.url) == sorted_options(&sent.url)
            && self.headers.iter().all(has)
    }
}

impl From<&RecordedRequest> for RequestMatcher {
    fn from(sent: &RecordedRequest) -> Self {
        RequestMatcher {
            url: sent.url.clone(),
            headers: sent.headers.clone(),
        }
    }
}

impl fmt::Display for RequestMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GET {}", self.url)
    }
}

/// What the client is about to send.
pub(super) fn recorded(request: &Request) -> RecordedRequest {
    RecordedRequest {
        method: request.method().to_string(),
        url: relative(request.url()),
        headers: pairs(request.headers()),
        authorized: request.headers().contains_key(AUTHORIZATION),
    }
}

/// The URL below the version; whole, where it is another host's. A quote stands as `%27` behind the URL standard's parser.
fn relative(url: &Url) -> String {
    let url = url.as_str();
    let below = url
        .strip_prefix(ROOT)
        .and_then(|path| ["/v1.0", "/beta"].iter().find_map(|v| path.strip_prefix(v)));
    below
        .filter(|path| path.starts_with('/'))
        .unwrap_or(url)
        .replace("%27", "'")
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let shown = joined(headers).filter(|(name, _)| **name != AUTHORIZATION);
    shown
        .map(|(name, value)| (name.to_string(), value))
        .collect()
}

pub(super) fn path(url: &str) -> &str {
    url.split('?').next().unwrap_or(url)
}

/// Names and values, encoded.
pub(super) fn options(url: &str) -> impl Iterator<Item = (&str, &str)> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .filter(|option| !option.is_empty())
        .map(|option| option.split_once('=').unwrap_or((option, "")))
}

/// The order of options says nothing.
fn sorted_options(url: &str) -> Vec<(&str, &str)> {
    let mut sorted: Vec<_> = options(url).collect();
    sorted.sort_unstable();
    sorted
}

/// The request of [`List::count`].
pub(super) fn count<T>(list: &List<T>) -> Result<RequestMatcher, Error> {
    list.request
        .clone()
        .counted()
        .prepare(Cardinality::Many)
        .map(|prepared| RequestMatcher::of(&prepared))
}

impl<T> AsRequest for Get<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.request
            .prepare(Cardinality::One)
            .map(|prepared| RequestMatcher::of(&prepared))
    }
}

impl<T> AsRequest for List<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.request
            .prepare(Cardinality::Many)
            .map(|prepared| RequestMatcher::of(&prepared))
    }
}

impl<T> AsRequest for Delta<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.prepare().map(|prepared| RequestMatcher::of(&prepared))
    }
}

impl<T> AsRequest for Conditional<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.get.as_request()
    }
}

impl AsRequest for Content {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.prepare().map(|prepared| RequestMatcher::of(&prepared))
    }
}

impl AsRequest for str {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        Ok(RequestMatcher::at(self))
    }
}

impl AsRequest for String {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.as_str().as_request()
    }
}

impl<R: AsRequest + ?Sized> AsRequest for &R {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        (**self).as_request()
    }
}

/// The root of the fake service, version included.
pub(super) fn root() -> String {
    format!("{ROOT}{VERSION}")
}
