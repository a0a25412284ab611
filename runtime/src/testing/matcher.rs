//! Matches requests by their method, their URL relative to the API version, their headers, and their body.

use std::fmt;

use bytes::Bytes;
use reqwest::Method;
use reqwest::Url;
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::Value;

use crate::address::resource_path::ResourcePath;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::action::Action;
use crate::read::batch::with_response::WithResponse;
use crate::read::by_hand::RequestBuilder;
use crate::read::conditional::content::ConditionalContent;
use crate::read::conditional::object::Conditional;
use crate::read::content::Content;
use crate::read::delta::Delta;
use crate::read::get::Get;
use crate::read::lenient::Lenient;
use crate::read::list::List;
use crate::request::cardinality::Cardinality;
use crate::request::method::RequestMethod;
use crate::request::prepared::Prepared;
use crate::testing::condition::Condition;
use crate::testing::recorded::RecordedRequest;
use crate::transport::headers::joined;
use crate::transport::http_request::HttpRequest;

/// The root URL of the fake service.
pub(super) const ROOT: &str = "https://graph.fake";
/// The API version in the links of the fake service.
const VERSION: &str = "/v1.0";
/// The path of a batch.
pub(super) const BATCH: &str = "/$batch";

/// A request for which a [`Fake`](crate::testing::Fake) can register responses, or that it can look for among those
/// that were sent: a request value, or a path with options, such as `"/users?$top=5"`, after a method if it is not GET:
/// `"POST /me/sendMail"`. The trait cannot be implemented outside of this crate.
///
/// ```
/// # use graph_resource::testing::{AsRequest, Fake};
/// fn not_found(fake: &Fake, request: impl AsRequest) {
///     fake.on(request).error(404, "Request_ResourceNotFound", "Resource does not exist.");
/// }
/// # not_found(&Fake::new(), "/users/1");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request",
    label = "expected a request or a path",
    note = "pass a `Get`, `List`, `Action`, `Delta`, `Content`, `Conditional`, `RequestBuilder` or `RequestPattern`, or a string such as \"/users?$top=5\""
)]
pub trait AsRequest {
    #[doc(hidden)]
    fn as_request(&self) -> Result<RequestMatcher, Error>;
}

/// A request as it was registered or is asserted.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(unnameable_types, reason = "part of a hidden method of a public trait")]
pub struct RequestMatcher {
    pub(super) method: String,
    pub(super) url: String,
    /// The headers that must be present.
    pub(super) headers: Vec<(String, String)>,
    /// The body that the request must have, if it matters.
    pub(super) body: Option<Bytes>,
    /// Whether the request may have any method and path.
    pub(super) any_path: bool,
    /// Whether the request may have other options than those of the URL.
    pub(super) any_options: bool,
    pub(super) conditions: Vec<Condition>,
}

/// How closely a registered request describes one that it matches. The greater one is preferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Specificity {
    is_exact: bool,
    has_path: bool,
    conditions: usize,
}

impl RequestMatcher {
    fn from_url(url: &str) -> Self {
        let absolute = if url.starts_with('/') {
            Url::parse(&format!("{}{url}", versioned_root()))
        } else {
            Url::parse(url)
        };
        // Written as it is on the wire, so that differently encoded URLs match.
        let url = match absolute {
            Ok(absolute) => relative_url(&absolute),
            Err(_) => url.to_owned(),
        };
        // Nothing but POST is sent there.
        let method = if url == BATCH { "POST" } else { "GET" };
        RequestMatcher {
            method: method.to_owned(),
            url,
            ..RequestMatcher::default()
        }
    }

    fn from_prepared(prepared: &Prepared) -> Self {
        RequestMatcher {
            method: prepared.method.as_str().to_owned(),
            body: prepared.body.as_ref().map(|body| body.bytes.clone()),
            headers: shown_headers(prepared.headers()),
            ..RequestMatcher::from_url(prepared.url())
        }
    }

    pub(super) fn is_delta_link(&self) -> bool {
        is_delta_link(&self.url)
    }

    /// Whether the method, the path, all query options, in any order, and the body are the same, and the headers are
    /// present. A pattern leaves out some of this.
    pub(super) fn matches(&self, sent: &RecordedRequest) -> bool {
        let mut headers = self.headers.iter();
        let mut conditions = self.conditions.iter();
        self.has_method_and_path_of(sent)
            && self.has_options_of(&sent.url)
            && headers.all(|(name, value)| sent.header(name) == Some(value))
            && self.has_body_of(&sent.body)
            && conditions.all(|condition| condition.holds(sent))
    }

    fn has_method_and_path_of(&self, sent: &RecordedRequest) -> bool {
        if self.any_path {
            return sent.url != BATCH;
        }
        self.method == sent.method && url_path(&self.url) == url_path(&sent.url)
    }

    fn has_options_of(&self, sent: &str) -> bool {
        if !self.any_options {
            return sorted_options(&self.url) == sorted_options(sent);
        }
        query_options(&self.url).all(|option| query_options(sent).any(|sent| sent == option))
    }

    /// An exact request before a pattern, a path before any, and then the number of conditions.
    pub(super) fn specificity(&self) -> Specificity {
        let options = if self.any_options {
            query_options(&self.url).count()
        } else {
            0
        };
        let body = usize::from(self.body.is_some());
        Specificity {
            is_exact: !self.any_options,
            has_path: !self.any_path,
            conditions: options + self.headers.len() + body + self.conditions.len(),
        }
    }

    /// Whether the body is the expected one. JSON may be written in any way.
    pub(super) fn has_body_of(&self, sent: &[u8]) -> bool {
        let Some(expected) = &self.body else {
            return true;
        };
        *expected == sent || is_same_json(expected, sent)
    }
}

impl fmt::Display for RequestMatcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.any_path {
            let options = self.url.strip_prefix('/').unwrap_or_default();
            return write!(f, "any request {options}");
        }
        write!(f, "{} {}", self.method, self.url)
    }
}

/// Records a request that the client is about to send.
pub(super) fn recorded_request(request: &HttpRequest) -> RecordedRequest {
    RecordedRequest {
        method: request.method.to_string(),
        url: relative_url(&request.url),
        headers: shown_headers(&request.headers),
        body: request.body.clone().unwrap_or_default(),
        authorized: request.headers.contains_key(AUTHORIZATION),
    }
}

/// The URL relative to the API version; for another host, the absolute URL.
pub(super) fn relative_url(url: &Url) -> String {
    let url = url.as_str();
    let relative = url.strip_prefix(ROOT).and_then(without_version);
    // The URL parser encodes quotes, which Graph's URLs contain as they are.
    relative.unwrap_or(url).replace("%27", "'")
}

fn without_version(path: &str) -> Option<&str> {
    let versions = ["/v1.0", "/beta"];
    let rest = versions.iter().find_map(|v| path.strip_prefix(v))?;
    if rest.starts_with('/') {
        Some(rest)
    } else {
        None
    }
}

/// All headers but the token.
fn shown_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    joined(headers)
        .filter(|(name, _)| **name != AUTHORIZATION)
        .map(|(name, value)| (name.to_string(), value))
        .collect()
}

/// Whether a URL is the link to the next round of a delta query. `latest` is a token of the first round.
pub(super) fn is_delta_link(url: &str) -> bool {
    query_options(url).any(|(name, value)| {
        let is_token = ["$deltatoken", "token"].contains(&name.to_ascii_lowercase().as_str());
        is_token && value != "latest"
    })
}

pub(super) fn url_path(url: &str) -> &str {
    ResourcePath::parse(url).without_query()
}

/// The names and values of the query options, percent-encoded.
pub(super) fn query_options(url: &str) -> impl Iterator<Item = (&str, &str)> {
    ResourcePath::parse(url)
        .options()
        .map(|option| option.split_once('=').unwrap_or((option, "")))
}

/// The order of the query options does not matter.
fn sorted_options(url: &str) -> Vec<(&str, &str)> {
    let mut sorted: Vec<_> = query_options(url).collect();
    sorted.sort_unstable();
    sorted
}

/// Matches the request of [`List::count`].
pub(super) fn count_matcher<T>(list: &List<T>) -> Result<RequestMatcher, Error> {
    let prepared = list.request.clone().counted().prepare(Cardinality::Many)?;
    Ok(RequestMatcher::from_prepared(&prepared))
}

impl<T> AsRequest for Get<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.request.prepare(Cardinality::One)?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl<T> AsRequest for List<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.request.prepare(Cardinality::Many)?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl<T> AsRequest for Action<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.request.prepare(Cardinality::One)?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl<T> AsRequest for Delta<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.prepare()?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl<R: AsRequest> AsRequest for Lenient<R> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.0.as_request()
    }
}

impl<R: AsRequest> AsRequest for WithResponse<R> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.0.as_request()
    }
}

impl<T> AsRequest for Conditional<T> {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.get.as_request()
    }
}

impl AsRequest for Content {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.prepare_part()?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl AsRequest for ConditionalContent {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        self.content.as_request()
    }
}

impl AsRequest for RequestBuilder {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let prepared = self.prepare()?;
        Ok(RequestMatcher::from_prepared(&prepared))
    }
}

impl AsRequest for str {
    fn as_request(&self) -> Result<RequestMatcher, Error> {
        let (method, path) = match method_and_path(self) {
            Some((method, path)) => (Some(method), path),
            None => (None, self),
        };
        if let Some(fault) = fault_of_text(path) {
            return Err(Error::new(ErrorKind::Request, fault));
        }
        let mut matcher = RequestMatcher::from_url(path);
        if let Some(method) = method {
            matcher.method = method.as_str().to_owned();
        }
        Ok(matcher)
    }
}

/// The method before the path, if there is one, and the path.
fn method_and_path(text: &str) -> Option<(RequestMethod, &str)> {
    let (name, path) = text.split_once(' ')?;
    let method = Method::from_bytes(name.as_bytes()).ok()?;
    Some((RequestMethod::of(&method)?, path))
}

fn is_same_json(one: &[u8], other: &[u8]) -> bool {
    let parse = |json| serde_json::from_slice::<Value>(json).ok();
    let one = parse(one);
    one.is_some() && one == parse(other)
}

/// Why no request can match the text.
fn fault_of_text(text: &str) -> Option<String> {
    if !text.starts_with('/') {
        return match Url::parse(text) {
            Ok(_) => None,
            Err(_) => Some(format!("a path starts with a slash: write `/{text}`")),
        };
    }
    let path = without_version(text)?;
    Some(format!(
        "a path does not contain the API version: write `{path}`"
    ))
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

/// The root URL of the fake service, including the API version.
pub(super) fn versioned_root() -> String {
    format!("{ROOT}{VERSION}")
}
