//! What every request is made of. It is plain data: built, printed and tested without a client or a network.

pub(crate) mod advanced_query;
pub(crate) mod cardinality;
pub(crate) mod endpoint;
pub(crate) mod prepared;
pub(crate) mod query_string;
pub(crate) mod retry_policy;

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::address::key::Key;
use crate::address::resource_path::ResourcePath;
use crate::address::template;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::query::options::{Advanced, Options, Overrides, Writer};
use crate::query::type_info::{NO_PROPERTIES, TypeInfo};
use crate::request::advanced_query::{Consistency, Query};
use crate::request::cardinality::Cardinality;
use crate::request::endpoint::Endpoint;
use crate::request::prepared::{PREFER, Prepared};
use crate::request::query_string::NamedOptions;
use crate::request::retry_policy::RetryPolicy;

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
static RUNTIME_ENDPOINT: Endpoint = Endpoint {
    template: "<path>",
    pieces: &[],
    version: None,
};

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
            ..Request::new(&RUNTIME_ENDPOINT, &NO_PROPERTIES, &[])
        }
    }

    /// The same address with `/$count` behind it.
    pub(crate) fn counted(mut self) -> Self {
        self.path = query_string::count_path(&self.path);
        self.params
            .retain(|(name, _)| query_string::affects_count(name));
        self.options = self.options.counted();
        self
    }

    /// The same, with one item a page unless it says otherwise. A whole URL is used as it is.
    pub(crate) fn first_of_many(mut self) -> Self {
        if !self.absolute && !self.named_options().contains("$top") {
            self.options.top.get_or_insert(1);
        }
        self
    }

    fn is_anywhere(&self) -> bool {
        std::ptr::eq(self.endpoint, &RUNTIME_ENDPOINT)
    }

    /// The options that are given by name.
    fn named_options(&self) -> NamedOptions<'_> {
        NamedOptions {
            path: ResourcePath::parse(&self.path),
            params: &self.params,
        }
    }

    /// The rules of advanced queries on directory objects.
    fn advanced(&self, cardinality: Cardinality) -> Advanced {
        let query = Query {
            resource: self.resource(),
            cardinality,
            options: &self.options,
            named: self.named_options(),
        };
        query.advanced(self.consistency)
    }

    /// The path template, or the path that a caller gave instead.
    fn resource(&self) -> ResourcePath<'_> {
        if !self.is_anywhere() {
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

    /// What an error about this request has to tell.
    pub(crate) fn context(&self) -> Context {
        Context::of_get(self.endpoint.template)
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
    pub(crate) fn prepare(&self, cardinality: Cardinality) -> Result<Prepared, Error> {
        if let Some(fault) = self.fault() {
            return Err(Error::new(ErrorKind::Request, fault).with_context(self.context()));
        }
        let mut headers = self.headers.clone();
        if self.advanced(cardinality) != Advanced::No && !headers.contains_key(CONSISTENCY_LEVEL) {
            headers.insert(CONSISTENCY_LEVEL, HeaderValue::from_static("eventual"));
        }
        Ok(Prepared {
            template: self.endpoint.template,
            version: self.endpoint.version,
            url: self.url(cardinality),
            absolute: self.absolute,
            headers,
            timeout: self.timeout,
            retry: self.retry.clone(),
        })
    }

    /// Why the request cannot be sent.
    fn fault(&self) -> Option<String> {
        if let Some(fault) = &self.fault {
            return Some(fault.clone());
        }
        if let Some(fault) = self.options.fault() {
            return Some(fault.to_owned());
        }
        let repeated = self.duplicate_option()?;
        Some(format!(
            "the query option `{repeated}` is given twice: keep one"
        ))
    }

    /// A system option that is given twice, by its method and by name or twice by name, which the service refuses.
    fn duplicate_option(&self) -> Option<&str> {
        let named = self.named_options();
        let by_method = self.options.given().find(|name| named.contains(name));
        by_method.or_else(|| named.repeated())
    }

    /// The relative URL: one allocation that grows.
    pub(crate) fn url(&self, cardinality: Cardinality) -> String {
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
        self.options.write(&mut out, self.overrides(cardinality));
        for (name, value) in &self.params {
            out.text(name, Some(value));
        }
        if url.len() == start {
            url.truncate(bare);
        }
        url
    }

    /// An option that is given by name takes the place of the derived one.
    fn overrides(&self, cardinality: Cardinality) -> Overrides {
        let named = self.named_options();
        // One object is not counted, but the levels of its expansions need the option all the same.
        let may_count =
            cardinality == Cardinality::Many || self.options.advanced() == Advanced::Counted;
        let counts_already = query_string::is_count(named.path) || named.contains("$count");
        Overrides {
            select: !named.contains("$select"),
            expand: !named.contains("$expand"),
            count: may_count
                && self.advanced(cardinality) == Advanced::Counted
                && !self.absolute
                && !counts_already,
        }
    }
}

/// The path and the names of the options: what may be shown to anybody.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url(Cardinality::One);
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

#[cfg(test)]
mod tests;
