//! A request that is ready to be sent: its URL, headers and limits.

use std::fmt;
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName};

use crate::address::cloud::ApiVersion;
use crate::error::context::Context;
use crate::request::retry_policy::RetryPolicy;

pub(super) const PREFER: HeaderName = HeaderName::from_static("prefer");

/// A request that is ready to be sent.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(super) template: &'static str,
    pub(super) version: Option<ApiVersion>,
    pub(super) url: String,
    pub(super) absolute: bool,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) retry: Option<RetryPolicy>,
}

impl Prepared {
    pub(crate) fn template(&self) -> &'static str {
        self.template
    }

    pub(crate) fn context(&self) -> Context {
        Context::of_get(self.template)
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

    /// The same request at a link of the service's, which repeats the options.
    pub(crate) fn at_link(mut self, link: &str) -> Self {
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
