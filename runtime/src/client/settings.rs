//! The methods that change the settings of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};

use crate::address::cloud::ApiVersion;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::headers::{is_of_one_request, is_reserved};
use crate::transport::limiter::Wait;
use crate::transport::settings::{ClientSettings, USER_AGENT};

impl ClientSettings {
    /// Sets the version for all resources that do not declare one.
    pub fn version(mut self, version: ApiVersion) -> Self {
        self.version = version;
        self
    }

    /// Sets the timeout of one attempt, as [`ClientBuilder::timeout`](crate::ClientBuilder::timeout) does.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the timeout for all attempts together, as
    /// [`ClientBuilder::total_timeout`](crate::ClientBuilder::total_timeout) does, or removes it with `None`.
    pub fn total_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.total = timeout.into();
        self
    }

    /// Sets the size of the largest body that is read into memory, in bytes.
    pub fn max_body_bytes(mut self, bytes: u64) -> Self {
        self.max_body = bytes;
        self
    }

    /// Sets the retry policy.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Calls `hook` before each wait, as [`ClientBuilder::on_wait`](crate::ClientBuilder::on_wait) does. It replaces the
    /// hook of the client that this one is derived from.
    pub fn on_wait(mut self, hook: impl Fn(&Wait<'_>) + Send + Sync + 'static) -> Self {
        self.on_wait = Some(Arc::new(hook));
        self
    }

    /// Sets the name of the program in `User-Agent`, as [`ClientBuilder::user_agent`](crate::ClientBuilder::user_agent)
    /// does.
    pub fn user_agent(mut self, product: impl AsRef<str>) -> Self {
        let product = product.as_ref();
        if product.is_empty() || product.trim() != product {
            return self.with_fault(
                "the user agent is empty, or begins or ends with whitespace: name your program, such as `contoso-sync/2.1`",
            );
        }
        match HeaderValue::try_from(format!("{product} {USER_AGENT}")) {
            Ok(value) => {
                self.user_agent = value;
                self
            }
            Err(_) => self
                .with_fault("the user agent contains a character that is not allowed in a header"),
        }
    }

    /// Sets a header for all requests, as [`ClientBuilder::default_header`](crate::ClientBuilder::default_header) does.
    /// It replaces the default header of the same name.
    pub fn default_header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        match default_header(name.as_ref(), value.as_ref()) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
                self
            }
            Err(fault) => self.with_fault(fault),
        }
    }

    fn with_fault(mut self, fault: impl Into<Box<str>>) -> Self {
        self.fault.get_or_insert(fault.into());
        self
    }
}

/// Checks a header for all requests. The value is never shown, since it may be a key.
fn default_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(name) = HeaderName::try_from(name) else {
        return Err(format!(
            "`{}` is not a valid header name",
            name.escape_debug()
        ));
    };
    if is_reserved(&name) {
        return Err(format!(
            "the header `{name}` cannot be a default header: it is reserved for the client"
        ));
    }
    if is_of_one_request(&name) {
        return Err(format!(
            "the header `{name}` cannot be a default header: it belongs to a single request"
        ));
    }
    match HeaderValue::try_from(value) {
        Ok(mut value) => {
            value.set_sensitive(true);
            Ok((name, value))
        }
        Err(_) => Err(format!(
            "the value of the default header `{name}` contains a character that is not allowed in a header"
        )),
    }
}

/// Shows the names of the default headers only: their values may be keys.
impl fmt::Debug for ClientSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let default_headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("ClientSettings")
            .field("version", &self.version)
            .field("timeout", &self.timeout)
            .field("total_timeout", &self.total)
            .field("max_body_bytes", &self.max_body)
            .field("retry", &self.retry)
            .field("user_agent", &self.user_agent)
            .field("default_headers", &default_headers)
            .finish_non_exhaustive()
    }
}
