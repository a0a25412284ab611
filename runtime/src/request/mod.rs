//! A request as plain data: it is built, printed and tested without a client or a network.

pub(crate) mod advanced_query;
pub(crate) mod body;
pub(crate) mod cardinality;
pub(crate) mod endpoint;
pub(crate) mod method;
pub(crate) mod prepared;
pub(crate) mod query_string;
pub(crate) mod retry_policy;
mod runtime_endpoint;
pub(crate) mod url_length;

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{
    AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
};
use serde::Serialize;

use crate::address::key::Key;
use crate::address::permissions::Permissions;
use crate::address::placeholder;
use crate::address::resource_path::ResourcePath;
use crate::address::template;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::query::options::{Advanced, Options};
use crate::query::query_text::Overrides;
use crate::query::type_info::{NO_PROPERTIES, TypeInfo};
use crate::query::writer::Writer;
use crate::request::advanced_query::{Consistency, Query};
use crate::request::body::Body;
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::method::{Effect, RequestMethod};
use crate::request::prepared::{PREFER, Prepared};
use crate::request::query_string::NamedOptions;
use crate::request::retry_policy::RetryPolicy;
use crate::request::runtime_endpoint::{RUNTIME_ENDPOINT, endpoint_of, is_of_runtime};
use crate::request::url_length::MAX_DERIVED_URL;

/// A request that knows nothing of its type. [`Get`](crate::Get) and [`List`](crate::List) are thin wrappers over it.
#[derive(Clone)]
pub(crate) struct Request {
    endpoint: &'static Endpoint,
    method: RequestMethod,
    effect: Effect,
    body: Option<Box<Body>>,
    /// The path with its keys, or the path or URL that the caller gave.
    path: String,
    absolute: bool,
    pub(crate) options: Options,
    params: Vec<(String, String)>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    consistency: Consistency,
    /// The caller's first mistake, for which the request cannot be sent.
    fault: Option<String>,
}

const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

impl Request {
    pub(crate) fn new(
        endpoint: &'static Endpoint,
        info: &'static TypeInfo,
        keys: &[&dyn Key],
    ) -> Self {
        let (path, fault) = match template::write(endpoint.pieces, keys) {
            Ok(path) => (path, None),
            Err(fault) => (String::new(), Some(fault)),
        };
        Request {
            endpoint,
            method: RequestMethod::Get,
            effect: Effect::None,
            body: None,
            path,
            absolute: false,
            options: Options::new(info),
            params: Vec::new(),
            headers: HeaderMap::new(),
            timeout: None,
            retry: None,
            consistency: Consistency::AsNeeded,
            fault,
        }
    }

    /// Creates a request to a path that is known only at run time.
    pub(crate) fn at_path(path: String) -> Self {
        Request {
            fault: template::fault(&path),
            path,
            ..Request::new(&RUNTIME_ENDPOINT, &NO_PROPERTIES, &[])
        }
    }

    /// Creates a request to a whole URL that is known only at run time. Its fragment is never sent, and options that were
    /// appended to it would be lost, so it is dropped.
    pub(crate) fn at_url(mut url: String) -> Self {
        if let Some(fragment) = url.find('#') {
            url.truncate(fragment);
        }
        Request {
            path: url,
            absolute: true,
            ..Request::new(&RUNTIME_ENDPOINT, &NO_PROPERTIES, &[])
        }
    }

    /// Creates a request by hand to a path that is known only at run time.
    pub(crate) fn by_hand(method: &Method, path: String) -> Self {
        let endpoint = endpoint_of(&path);
        let mut request = Request {
            endpoint,
            ..Request::at_path(path)
        };
        match RequestMethod::of(method) {
            Some(method) => request.set_method(method),
            None => request.record_fault(UNKNOWN_METHOD.to_owned()),
        }
        request
    }

    /// Replaces the next placeholder of the path.
    pub(crate) fn key(&mut self, key: &str) {
        match placeholder::fill(&self.path, key) {
            Ok(path) => self.path = path,
            Err(fault) => self.record_fault(fault),
        }
    }

    /// Requires that every placeholder of the path has been replaced, unless another mistake has kept it from that.
    pub(crate) fn check_keys(&self) -> Result<(), Error> {
        match placeholder::first(&self.path) {
            Some(name) if self.fault.is_none() => {
                let fault = format!("the path has no key for `<{name}>`: call `key`");
                Err(Error::new(ErrorKind::Request, fault).with_context(self.context()))
            }
            _ => Ok(()),
        }
    }

    /// Sets the method, and with it whether the request changes something.
    pub(crate) fn set_method(&mut self, method: RequestMethod) {
        self.method = method;
        self.effect = Effect::of(method);
    }

    /// Makes the request a call of an action, with this body. Most services refuse query options there, so it derives none.
    pub(crate) fn called_with<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.set_method(RequestMethod::Post);
        self.json(body);
        self.options.without_select();
        self.options.without_expand();
        self
    }

    /// Declares that the request may be sent twice.
    pub(crate) fn idempotent(&mut self) {
        if self.effect == Effect::Once {
            self.effect = Effect::Idempotent;
        }
    }

    /// Sets the body to the value as JSON.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, value: &T) {
        self.set_body(Body::serialize(value));
    }

    /// Sets the body to these bytes.
    pub(crate) fn bytes(&mut self, content_type: &str, bytes: Bytes) {
        self.set_body(Body::of_bytes(content_type, bytes));
    }

    fn set_body(&mut self, body: Result<Body, String>) {
        if self.method.is_safe() {
            let method = self.method.as_str();
            return self.record_fault(format!("a {method} request has no body"));
        }
        if self.body.is_some() {
            return self.record_fault(TWO_BODIES.to_owned());
        }
        match body {
            Ok(body) => self.body = Some(Box::new(body)),
            Err(fault) => self.record_fault(fault),
        }
    }

    /// Turns the request into one for the number of items (`/$count`).
    pub(crate) fn counted(mut self) -> Self {
        if !self.method.is_safe() {
            self.record_fault(NO_COUNT_OF_ACTION.to_owned());
        }
        self.path = query_string::count_path(&self.path);
        self.params
            .retain(|(name, _)| query_string::affects_count(name));
        self.options = self.options.counted();
        self
    }

    /// Limits the page to one item, unless the caller has set `$top`. A whole URL is used as it is, and so is the path of an
    /// action, which may refuse `$top`.
    pub(crate) fn first_of_many(mut self) -> Self {
        if self.method.is_safe() && !self.absolute && !self.named_options().contains("$top") {
            self.options.top.get_or_insert(1);
        }
        self
    }

    fn is_at_runtime_path(&self) -> bool {
        is_of_runtime(self.endpoint)
    }

    /// The query options that are given by name.
    fn named_options(&self) -> NamedOptions<'_> {
        NamedOptions {
            path: ResourcePath::parse(&self.path),
            params: &self.params,
        }
    }

    fn query(&self, cardinality: Cardinality) -> Query<'_> {
        Query {
            resource: self.resource(),
            cardinality,
            options: &self.options,
            named: self.named_options(),
        }
    }

    /// The path template, or the path that the caller gave.
    fn resource(&self) -> ResourcePath<'_> {
        if !self.is_at_runtime_path() {
            ResourcePath::parse(self.endpoint.template)
        } else if self.absolute {
            ResourcePath::of_link(&self.path)
        } else {
            ResourcePath::parse(&self.path)
        }
    }

    pub(crate) fn template(&self) -> &'static str {
        self.endpoint.template
    }

    pub(crate) fn permissions(&self) -> Option<&'static Permissions> {
        self.endpoint.permissions
    }

    /// The context of errors about this request.
    pub(crate) fn context(&self) -> Context {
        Context::of_request(self.method.as_str(), self.endpoint.template)
    }

    pub(crate) fn param(&mut self, name: String, value: String) {
        // Most services ignore a system option without its `$`.
        if let Some(method) = Options::method(&name) {
            return self.record_fault(format!(
                "the query option `{name}` lacks its `$`: call `{method}`, or name it `${name}`"
            ));
        }
        self.params.push((name, value));
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        let Ok(name) = HeaderName::try_from(name) else {
            let name = name.escape_debug();
            return self.record_fault(format!("`{name}` is not a valid header name"));
        };
        if let Some(fault) = self.fault_of_header(&name) {
            return self.record_fault(fault.to_owned());
        }
        self.append_header(name, value);
    }

    /// Why a caller must not set this header, and what to do instead.
    fn fault_of_header(&self, name: &HeaderName) -> Option<&'static str> {
        if self.method.is_safe() {
            return fault_of_read_header(name);
        }
        match *name {
            AUTHORIZATION => Some(NO_AUTHORIZATION),
            CONTENT_TYPE => Some(NO_CONTENT_TYPE),
            _ => None,
        }
    }

    /// Makes the service refuse the request unless the resource has this entity tag.
    pub(crate) fn if_match(&mut self, etag: &str) {
        match etag.trim() {
            "" => self.record_fault(EMPTY_MATCH.to_owned()),
            etag => self.append_header(IF_MATCH, etag),
        }
    }

    /// Makes the response `304 Not Modified` if the object or content has this entity tag.
    pub(crate) fn if_none_match(&mut self, etag: Option<&str>) {
        match etag.map(str::trim) {
            Some("") => self.record_fault(EMPTY_ENTITY_TAG.to_owned()),
            Some(etag) => self.append_header(IF_NONE_MATCH, etag),
            None => {}
        }
    }

    /// Makes the response `304 Not Modified` if the content has not been modified since this date.
    pub(crate) fn if_modified_since(&mut self, date: &str) {
        match httpdate::parse_http_date(date) {
            Ok(date) => self.append_header(IF_MODIFIED_SINCE, &httpdate::fmt_http_date(date)),
            Err(_) => self.record_fault(NOT_A_DATE.to_owned()),
        }
    }

    fn append_header(&mut self, name: HeaderName, value: &str) {
        match HeaderValue::try_from(value) {
            Ok(mut value) => {
                // It may be a key, so no lower layer shows it.
                value.set_sensitive(true);
                self.headers.append(name, value);
            }
            Err(_) => self.record_fault(format!(
                "the value of the header `{name}` contains a character that is not allowed in a header"
            )),
        }
    }

    /// Adds a preference. Several preferences are sent in one header, separated by commas (RFC 7240, section 2).
    pub(crate) fn prefer(&mut self, preference: &str) {
        let mut joined = preferences(&self.headers);
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(preference);
        self.headers.remove(PREFER);
        self.header(PREFER.as_str(), &joined);
    }

    pub(crate) fn timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    pub(crate) fn retry(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    pub(crate) fn consistency(&mut self, eventual: bool) {
        self.consistency = if eventual {
            Consistency::Eventual
        } else {
            Consistency::Default
        };
    }

    /// Records a mistake of the caller, unless there is an earlier one.
    fn record_fault(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// Prepares the request to be sent, or returns the error for which it cannot be sent.
    pub(crate) fn prepare(&self, cardinality: Cardinality) -> Result<Prepared, Error> {
        let query = self.query(cardinality);
        if let Some(fault) = self.fault(query.named) {
            return Err(Error::new(ErrorKind::Request, fault).with_context(self.context()));
        }
        let advanced = query.advanced(self.consistency);
        let overrides = self.overrides(&query, advanced);
        let url = self.written_url(overrides);
        if let Some(fault) = self.fault_of_length(&url, overrides) {
            return Err(Error::new(ErrorKind::Request, fault).with_context(self.context()));
        }
        let mut headers = self.headers.clone();
        if advanced != Advanced::No && !headers.contains_key(CONSISTENCY_LEVEL) {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
        }
        if query.searches_for_ampersand() {
            add_legacy_search(&mut headers);
        }
        Ok(Prepared {
            template: self.endpoint.template,
            method: self.method,
            effect: self.effect,
            body: self.body.clone(),
            version: self.endpoint.version,
            permissions: self.endpoint.permissions,
            url,
            absolute: self.absolute,
            headers,
            timeout: self.timeout,
            retry: self.retry.clone(),
        })
    }

    /// The mistake for which the request cannot be sent.
    fn fault(&self, named: NamedOptions<'_>) -> Option<String> {
        if let Some(fault) = &self.fault {
            return Some(fault.clone());
        }
        if let Some(fault) = self.options.fault() {
            return Some(fault.to_owned());
        }
        if let Some(missing) = self.missing_option(named) {
            return Some(format!(
                "the service requires the query option `{missing}` here: add `.param(\"{missing}\", …)`"
            ));
        }
        let repeated = self.duplicate_option(named)?;
        let method = repeated.strip_prefix('$').and_then(Options::method);
        let hint = method.map(|method| format!(", preferably the method `{method}`"));
        Some(format!(
            "the query option `{repeated}` is given twice: keep one{}",
            hint.unwrap_or_default()
        ))
    }

    /// The first query option that the service requires and that is not given.
    fn missing_option(&self, named: NamedOptions<'_>) -> Option<&'static str> {
        let mut required = self.endpoint.required_options.iter().copied();
        required.find(|option| !named.contains(option))
    }

    /// Explains that the struct makes the URL too long. What the caller adds is not limited.
    fn fault_of_length(&self, url: &str, overrides: Overrides) -> Option<String> {
        if url.len() <= MAX_DERIVED_URL {
            return None;
        }
        let parts = self.options.derived_parts(overrides);
        url_length::fault(self.path.len(), parts)
    }

    /// A system query option that is given by its method and by name, or by name twice. The service rejects such a request.
    fn duplicate_option<'a>(&self, named: NamedOptions<'a>) -> Option<&'a str> {
        let by_method = self.options.given().find(|name| named.contains(name));
        by_method.or_else(|| named.repeated())
    }

    /// The relative URL, or the whole URL that the caller gave.
    pub(crate) fn url(&self, cardinality: Cardinality) -> String {
        let query = self.query(cardinality);
        let advanced = query.advanced(self.consistency);
        self.written_url(self.overrides(&query, advanced))
    }

    fn written_url(&self, overrides: Overrides) -> String {
        let mut url = String::with_capacity(self.path.len() + 256);
        if self.path.is_empty() {
            url.push_str(self.endpoint.template);
        } else {
            url.push_str(&self.path);
        }
        let without_options = url.len();
        if !url.contains('?') {
            url.push('?');
        } else if !url.ends_with(['?', '&']) {
            url.push('&');
        }
        let start = url.len();
        let mut out = Writer::new(&mut url, '&');
        self.options.write(&mut out, overrides);
        for (name, value) in &self.params {
            out.string(name, Some(value));
        }
        if url.len() == start {
            url.truncate(without_options);
        }
        url
    }

    /// Which derived options to send: an option that is given by name replaces the derived one.
    fn overrides(&self, query: &Query<'_>, advanced: Advanced) -> Overrides {
        let named = query.named;
        // `$count` has no meaning for a single object, but `$levels` in its expansions requires it.
        let may_count = query.cardinality == Cardinality::Many || self.options.has_levels();
        let counts_already = || query_string::is_count(named.path) || named.contains("$count");
        Overrides {
            select: !named.contains("$select"),
            expand: !named.contains("$expand"),
            count: may_count
                && advanced == Advanced::Counted
                && !self.absolute
                && !counts_already(),
        }
    }
}

/// Returns the preferences in the headers `Prefer`, separated by commas.
fn preferences(headers: &HeaderMap) -> String {
    let mut preferences = Vec::new();
    for value in headers.get_all(PREFER) {
        preferences.push(String::from_utf8_lossy(value.as_bytes()));
    }
    preferences.join(", ")
}

/// Adds the preference `legacySearch=false`, unless the caller has set it.
fn add_legacy_search(headers: &mut HeaderMap) {
    let given = preferences(headers);
    if given.to_ascii_lowercase().contains("legacysearch") {
        return;
    }
    let separator = if given.is_empty() { "" } else { ", " };
    let joined = format!("{given}{separator}legacySearch=false");
    if let Ok(value) = HeaderValue::try_from(joined) {
        headers.insert(PREFER, value);
    }
}

const EMPTY_ENTITY_TAG: &str =
    "`if_none_match` was called with an empty entity tag: pass `None` if there is none";

const NOT_A_DATE: &str =
    "`if_modified_since` needs an HTTP date, such as `Thu, 29 Feb 2024 09:15:00 GMT`";

const EMPTY_MATCH: &str = "`if_match` was called with an empty entity tag";

const UNKNOWN_METHOD: &str =
    "Microsoft Graph does not have this method: use GET, HEAD, POST, PUT, PATCH, or DELETE";

const TWO_BODIES: &str = "the request has two bodies: call `json` or `bytes` once";

const NO_COUNT_OF_ACTION: &str =
    "the result of an action has no `/$count`: count the items that `all` or `stream` returns";

const NO_AUTHORIZATION: &str =
    "do not set the header `authorization`: pass a credential to the client";

const NO_CONTENT_TYPE: &str =
    "do not set the header `content-type`: call `json`, or pass the content type to `bytes`";

/// Why the caller of a read must not set this header. Without the methods of conditional reads, nothing could return that
/// the object has not changed.
fn fault_of_read_header(name: &HeaderName) -> Option<&'static str> {
    if *name == AUTHORIZATION {
        Some(NO_AUTHORIZATION)
    } else if *name == IF_NONE_MATCH {
        Some(
            "do not set the header `if-none-match`: call `if_none_match`, which `Get` and `Content` have",
        )
    } else if *name == IF_MODIFIED_SINCE {
        Some(
            "do not set the header `if-modified-since`: call `if_modified_since`, which `Content` has",
        )
    } else {
        None
    }
}

/// Shows the template and the names of options and headers, which hold no personal data.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url(Cardinality::One);
        let mut options = Vec::new();
        for option in ResourcePath::parse(&url).options() {
            options.push(option.split_once('=').map_or("…", |(name, _)| name));
        }
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Request")
            .field("method", &self.method.as_str())
            .field("template", &self.endpoint.template)
            .field("options", &options)
            .field("headers", &headers)
            .finish()
    }
}

#[cfg(test)]
mod tests;
