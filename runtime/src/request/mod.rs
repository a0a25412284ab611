//! What every request is made of. It is plain data: built, printed and tested without a client or a network.

pub(crate) mod advanced_query;
pub(crate) mod query_string;
pub(crate) mod retry_policy;

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::address::cloud::ApiVersion;
use crate::address::key::Key;
use crate::address::template::{self, Piece};
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::query::options::{Advanced, Options, Wanted, Writer};
use crate::query::structured::{NOTHING, ShapeInfo};
use crate::request::advanced_query::Consistency;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::{Call, Target};

/// An address that the attribute has parsed.
#[doc(hidden)]
#[derive(Debug)]
pub struct Endpoint {
    /// The template as it was written, for messages.
    pub template: &'static str,
    /// The template in pieces.
    pub pieces: &'static [Piece],
    /// The version, where it is not the client's.
    pub version: Option<ApiVersion>,
}

/// A request, not generic: [`Get`](crate::Get) and [`List`](crate::List) are thin skins over it.
#[derive(Clone)]
pub(crate) struct Request {
    endpoint: &'static Endpoint,
    /// The path with its keys, or what a caller gave in its place.
    path: String,
    absolute: bool,
    pub(crate) options: Options,
    params: Vec<(String, String)>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    consistency: Consistency,
    /// Why it cannot be sent: the first mistake of the caller's.
    fault: Option<String>,
}

/// The endpoint of what is addressed at run time. Its path may hold personal data, so messages do not show it.
static ANYWHERE: Endpoint = Endpoint {
    template: "<path>",
    pieces: &[],
    version: None,
};

/// How a request is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    One,
    Many,
}

const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");
const PREFER: HeaderName = HeaderName::from_static("prefer");

impl Request {
    pub(crate) fn new(
        endpoint: &'static Endpoint,
        shape: &'static ShapeInfo,
        keys: &[&dyn Key],
    ) -> Self {
        let (path, fault) = match template::write(endpoint.pieces, keys) {
            Ok(path) => (path, None),
            Err(fault) => (String::new(), Some(fault)),
        };
        Request {
            endpoint,
            path,
            absolute: false,
            options: Options::new(shape),
            params: Vec::new(),
            headers: HeaderMap::new(),
            timeout: None,
            retry: None,
            consistency: Consistency::AsNeeded,
            fault,
        }
    }

    /// A request to a path, or to a whole URL, that is only known at run time.
    pub(crate) fn at(address: String, absolute: bool) -> Self {
        let fault = if absolute {
            None
        } else {
            template::fault(&address)
        };
        Request {
            path: address,
            absolute,
            fault,
            ..Request::new(&ANYWHERE, &NOTHING, &[])
        }
    }

    /// The same address with `/$count` behind it.
    pub(crate) fn counted(mut self) -> Self {
        self.path = query_string::counted(&self.path);
        self.params.retain(|(name, _)| query_string::decides(name));
        self.options = self.options.counted();
        self
    }

    /// The same, with one item a page unless it says otherwise. A whole URL is used as it is.
    pub(crate) fn first_of_many(mut self) -> Self {
        if !self.absolute && !self.names("$top") {
            self.options.top.get_or_insert(1);
        }
        self
    }

    fn is_anywhere(&self) -> bool {
        std::ptr::eq(self.endpoint, &ANYWHERE)
    }

    /// Whether the option of that name is given by name: as a parameter, or in the query of the caller's own path.
    fn names(&self, name: &str) -> bool {
        self.params
            .iter()
            .any(|(given, _)| query_string::is(given, name))
            || query_string::gives(&self.path, name)
    }

    pub(crate) fn template(&self) -> &'static str {
        self.endpoint.template
    }

    /// What an error about this request has to tell.
    pub(crate) fn context(&self) -> Context {
        Context::of_request(self.endpoint.template)
    }

    pub(crate) fn param(&mut self, name: String, value: String) {
        self.params.push((name, value));
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), _) if name == "authorization" => {
                self.blame(
                    "the header `authorization` is the credential's: give it to the client"
                        .to_owned(),
                );
            }
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            (Err(_), _) => self.blame(format!("`{}` is not a header's name", name.escape_debug())),
            (_, Err(_)) => self.blame(format!(
                "the value of the header `{name}` holds what no header can carry"
            )),
        }
    }

    /// Several preferences stand in one header, with commas between.
    pub(crate) fn prefer(&mut self, preference: &str) {
        let before = self
            .headers
            .get_all(PREFER)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        let joined = before
            .chain([preference.into()])
            .collect::<Vec<_>>()
            .join(", ");
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

    fn blame(&mut self, fault: String) {
        self.fault.get_or_insert(fault);
    }

    /// Everything that is sent, or why it cannot be.
    pub(crate) fn prepare(&self, shape: Shape) -> Result<Prepared, Error> {
        let fault = self
            .fault
            .as_deref()
            .or_else(|| self.options.fault())
            .map(str::to_owned);
        if let Some(fault) = fault.or_else(|| self.twice()) {
            return Err(Error::new(ErrorKind::Request, fault).with_context(self.context()));
        }
        let mut headers = self.headers.clone();
        if self.advanced(shape) != Advanced::No && !headers.contains_key(CONSISTENCY_LEVEL) {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
        }
        Ok(Prepared {
            template: self.endpoint.template,
            version: self.endpoint.version,
            url: self.url(shape),
            absolute: self.absolute,
            headers,
            timeout: self.timeout,
            retry: self.retry.clone(),
        })
    }

    /// A system option that is given by name as well as by its method would be sent twice, which the service refuses.
    fn twice(&self) -> Option<String> {
        let stands_before = |i: usize, name: &str| {
            query_string::gives(&self.path, name)
                || self.params[..i]
                    .iter()
                    .any(|(other, _)| query_string::is(other, name))
        };
        let by_method = self.options.given().find(|name| self.names(name));
        let is_twice =
            |(i, name): &(usize, &str)| query_string::is_system(name) && stands_before(*i, name);
        let by_name = self
            .params
            .iter()
            .map(|(name, _)| name.as_str())
            .enumerate()
            .find(is_twice);
        let twice = by_method.or(by_name.map(|(_, name)| name));
        twice.map(|name| format!("the query option `{name}` is given twice: keep one"))
    }

    /// The relative URL: one allocation that grows.
    pub(crate) fn url(&self, shape: Shape) -> String {
        let mut url = String::with_capacity(self.path.len() + 256);
        url.push_str(if self.path.is_empty() {
            self.endpoint.template
        } else {
            &self.path
        });
        let bare = url.len();
        match url.contains('?') {
            // A query of the caller's own, perhaps an empty one, that waits for its next option.
            true if url.ends_with(['?', '&']) => {}
            true => url.push('&'),
            false => url.push('?'),
        }
        let start = url.len();
        let mut out = Writer::new(&mut url, '&');
        self.options.write(&mut out, self.wanted(shape));
        for (name, value) in &self.params {
            out.text(name, Some(value));
        }
        if url.len() == start {
            url.truncate(bare);
        }
        url
    }

    /// An option that is given by name takes the place of the derived one.
    fn wanted(&self, shape: Shape) -> Wanted {
        // One object is not counted, but the levels of its expansions want the option all the same.
        let counts = shape == Shape::Many || self.options.advanced() == Advanced::Counted;
        Wanted {
            select: !self.names("$select"),
            expand: !self.names("$expand"),
            count: counts
                && self.advanced(shape) == Advanced::Counted
                && !self.absolute
                && !query_string::is_count(&self.path)
                && !self.names("$count"),
        }
    }
}

/// The path and the names of the options: what may be shown to anybody.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url(Shape::One);
        let query = url.split_once('?').map_or("", |(_, query)| query);
        let names = query
            .split('&')
            .filter(|option| !option.is_empty())
            .map(|option| option.split_once('=').map_or("…", |(name, _)| name));
        f.debug_struct("Request")
            .field("template", &self.endpoint.template)
            .field("options", &names.collect::<Vec<_>>())
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .finish()
    }
}

/// A request that is ready to be sent.
#[derive(Clone)]
pub(crate) struct Prepared {
    template: &'static str,
    version: Option<ApiVersion>,
    url: String,
    absolute: bool,
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
}

impl Prepared {
    pub(crate) fn template(&self) -> &'static str {
        self.template
    }

    pub(crate) fn context(&self) -> Context {
        Context::of_request(self.template)
    }

    pub(crate) fn version(&self) -> Option<ApiVersion> {
        self.version
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    pub(crate) fn retry(&self) -> Option<&RetryPolicy> {
        self.retry.as_ref()
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.timeout
    }

    /// The path below the version; `None` for a whole URL.
    pub(crate) fn relative(&self) -> Option<&str> {
        (!self.absolute).then_some(&self.url)
    }

    /// The path below the version, or a whole URL.
    #[cfg(feature = "testing")]
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A digest of the address, in the version of the service that it is read from, and of the preferences, which may cut
    /// pages otherwise (`odata.maxpagesize`); the same in every process and every version of this crate (FNV-1a).
    pub(crate) fn digest(&self, client: ApiVersion) -> u64 {
        let version = self.version.unwrap_or(client) as u8;
        let preferences = self
            .headers
            .get_all(PREFER)
            .iter()
            .flat_map(|value| [b"\n", value.as_bytes()].concat());
        let bytes = [version]
            .into_iter()
            .chain(self.url.bytes())
            .chain(preferences);
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub(crate) fn first(&self) -> Call<'_> {
        match self.absolute {
            true => self.call(Target::Link(&self.url)),
            false => self.call(Target::Path {
                version: self.version,
                relative: &self.url,
            }),
        }
    }

    /// The same request at a link of the service's, which repeats the options.
    pub(crate) fn at_link(mut self, link: &str) -> Self {
        self.url = link.to_owned();
        self.absolute = true;
        self
    }

    /// The same request for another page: its headers go with it, its link is used as it came.
    pub(crate) fn follow<'a>(&'a self, link: &'a str) -> Call<'a> {
        self.call(Target::Link(link))
    }

    fn call<'a>(&'a self, target: Target<'a>) -> Call<'a> {
        Call {
            target,
            template: self.template,
            headers: &self.headers,
            timeout: self.timeout,
            retry: self.retry.as_ref(),
            clock: None,
            place: None,
            afresh: false,
            body: None,
        }
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("template", &self.template)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
