//! What an error tells of the request and of the answer's head.

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};

use crate::error::retry_after::RetryAfter;
use crate::error::throttle_info::ThrottleInfo;

/// The longest header value that is kept.
const MAX_HEADER: usize = 128;

/// The circumstances of a request, as an error carries them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    pub(crate) method: Option<&'static str>,
    pub(crate) template: Option<Box<str>>,
    pub(crate) client_request_id: Option<Box<str>>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<Box<str>>,
    pub(crate) date: Option<Box<str>>,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) throttle: Option<Box<ThrottleInfo>>,
    /// Why a token was refused, and where to go on: for this library alone.
    pub(crate) challenge: Option<Box<str>>,
    pub(crate) location: Option<Box<str>>,
}

impl Context {
    /// What is known before anything is sent.
    pub(crate) fn of_get(template: &str) -> Self {
        Self::of_request("GET", template)
    }

    /// What is known of a request before it is sent.
    pub(crate) fn of_request(method: &'static str, template: &str) -> Self {
        Self {
            method: Some(method),
            template: Some(template.into()),
            ..Self::default()
        }
    }

    /// The same with what the answer's head says.
    pub(crate) fn answered(mut self, status: StatusCode, headers: &HeaderMap) -> Self {
        self.status = Some(status);
        self.request_id = text(headers, "request-id").or_else(|| text(headers, "x-ms-request-id"));
        self.date = text(headers, DATE.as_str());
        self.throttle = throttle(headers);
        self.challenge = challenge(headers);
        self.location = headers
            .get(LOCATION)
            .and_then(|value| value.to_str().ok())
            .map(Into::into);
        self.retry_after = text(headers, RETRY_AFTER.as_str())
            .map(|raw| RetryAfter::read(raw, self.date.as_deref()));
        self
    }

    /// Whether the service has answered that it failed.
    pub(crate) fn is_failure(&self) -> bool {
        self.status
            .is_some_and(|status| status.is_client_error() || status.is_server_error())
    }
}

/// Why a token was refused: several headers are one list (RFC 9110, 5.3).
fn challenge(headers: &HeaderMap) -> Option<Box<str>> {
    let values: Vec<&str> = headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    (!values.is_empty()).then(|| values.join(", ").into())
}

/// What the service says of its limits, if it says anything.
fn throttle(headers: &HeaderMap) -> Option<Box<ThrottleInfo>> {
    let info = ThrottleInfo {
        limit_percentage: text(headers, "x-ms-throttle-limit-percentage"),
        scope: text(headers, "x-ms-throttle-scope"),
        information: text(headers, "x-ms-throttle-information"),
    };
    (info != ThrottleInfo::default()).then(|| Box::new(info))
}

/// A header's value, if it is text, and not more of it than anybody reads.
fn text(headers: &HeaderMap, name: &str) -> Option<Box<str>> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.get(..MAX_HEADER).unwrap_or(value).into())
}
