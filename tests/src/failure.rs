//! Failures, with Graph's error codes.

use axum::http::header::{ALLOW, WWW_AUTHENTICATE};
use axum::http::{HeaderName, StatusCode};

use crate::auth;

/// An error response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Additional headers of the response.
    pub(crate) headers: Vec<(HeaderName, String)>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            headers: Vec::new(),
        }
    }

    /// Adds a header, or replaces the default one of this failure.
    pub(crate) fn header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The request is malformed.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// The directory rejects the request.
    pub(crate) fn directory_bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request_BadRequest", message)
    }

    /// The query is valid, but the directory only supports it as an advanced query.
    pub(crate) fn unsupported_query(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Request_UnsupportedQuery", message)
    }

    /// There is no such object.
    pub(crate) fn not_found(directory: bool, key: &str) -> Self {
        let code = if directory {
            "Request_ResourceNotFound"
        } else {
            "ResourceNotFound"
        };
        Self::new(
            StatusCode::NOT_FOUND,
            code,
            format!("there is no resource with the key '{key}'"),
        )
    }

    /// There is no such item in a drive, nor such a site.
    pub(crate) fn item_not_found(message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "itemNotFound", message)
    }

    /// Too many requests to this workload are running.
    pub(crate) fn throttled(workload: &str) -> Self {
        let message = format!("too many concurrent requests to {workload}");
        Self::new(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
    }

    /// The method is not supported.
    pub(crate) fn method_not_allowed(method: &str, allowed: &str) -> Self {
        let message = format!("only {allowed} is supported here, not {method}");
        let failure = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "Request_BadRequest",
            message,
        );
        failure.header(ALLOW, allowed.to_owned())
    }

    /// The token is missing or wrong.
    pub(crate) fn unauthorized(message: &str) -> Self {
        let failure = Self::new(
            StatusCode::UNAUTHORIZED,
            "InvalidAuthenticationToken",
            message,
        );
        failure.header(WWW_AUTHENTICATE, auth::challenge())
    }
}
