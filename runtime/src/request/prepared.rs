//! A request that is ready to be sent.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName};

use crate::address::cloud::ApiVersion;
use crate::address::digest::Digest;
use crate::address::permissions::Permissions;
use crate::error::context::Context;
use crate::request::body::Body;
use crate::request::method::{Effect, RequestMethod};
use crate::request::retry_policy::RetryPolicy;

pub(super) const PREFER: HeaderName = HeaderName::from_static("prefer");

/// A request that is ready to be sent: its URL, headers and limits.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) template: &'static str,
    pub(crate) method: RequestMethod,
    pub(crate) effect: Effect,
    pub(crate) body: Option<Box<Body>>,
    pub(crate) version: Option<ApiVersion>,
    pub(crate) permissions: Option<&'static Permissions>,
    pub(crate) url: String,
    pub(crate) absolute: bool,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
}

impl Prepared {
    pub(crate) fn template(&self) -> &'static str {
        self.template
    }

    pub(crate) fn context(&self) -> Context {
        Context {
            permissions: self.permissions,
            ..Context::of_request(self.method.as_str(), self.template)
        }
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
        if self.absolute { None } else { Some(&self.url) }
    }

    /// The path below the version, or a whole URL.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// A digest of the request, which is the same in every process and every version of this crate.
    ///
    /// It covers the version of the service, the address and the preferences, which may change how the listing is split
    /// into pages (`odata.maxpagesize`), and the body of an action. `client` is the client's default version.
    pub(crate) fn digest(&self, client: ApiVersion) -> u64 {
        let version = self.version.unwrap_or(client) as u8;
        let mut digest = Digest::new().with(&[version]).with(self.url.as_bytes());
        for preference in self.headers.get_all(PREFER) {
            digest = digest.with(b"\n").with(preference.as_bytes());
        }
        if let Some(body) = &self.body {
            digest = digest.with(b"\n\n").with(&body.bytes);
        }
        digest.value()
    }

    pub(crate) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// A read of a link of the service, with the headers of this request. The link repeats the query options and
    /// what the body of an action asked for.
    pub(crate) fn at_link(mut self, link: &str) -> Self {
        self.method = RequestMethod::Get;
        self.effect = Effect::None;
        self.body = None;
        self.url = link.to_owned();
        self.absolute = true;
        self
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("template", &self.template)
            .finish_non_exhaustive()
    }
}
