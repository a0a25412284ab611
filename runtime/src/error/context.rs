//! What an error reports about its request and the head of the response.

use std::borrow::Cow;

use reqwest::StatusCode;
use reqwest::header::{
    DATE, HeaderMap, HeaderName, HeaderValue, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE,
};

use crate::address::permissions::Permissions;
use crate::error::retry_after::RetryAfter;
use crate::error::sent_token::SentToken;
use crate::error::throttle_info::ThrottleInfo;

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const X_MS_REQUEST_ID: HeaderName = HeaderName::from_static("x-ms-request-id");
const THROTTLE_LIMIT_PERCENTAGE: HeaderName =
    HeaderName::from_static("x-ms-throttle-limit-percentage");
const THROTTLE_SCOPE: HeaderName = HeaderName::from_static("x-ms-throttle-scope");
const THROTTLE_INFORMATION: HeaderName = HeaderName::from_static("x-ms-throttle-information");

/// The longest part of a header value that is kept, in bytes.
const MAX_HEADER: usize = 128;

/// The circumstances of a failure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    pub(crate) method: Option<&'static str>,
    pub(crate) template: Option<&'static str>,
    /// The permissions that the request requires, if they are declared.
    pub(crate) permissions: Option<&'static Permissions>,
    pub(crate) client_request_id: Option<HeaderValue>,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<Box<str>>,
    pub(crate) date: Option<Box<str>>,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) throttle: Option<Box<ThrottleInfo>>,
    /// The token of the request, until the context is part of an error.
    pub(crate) sent_token: SentToken,
    /// The reasons for which the service rejected the token, for this library alone.
    pub(crate) challenge: Option<Box<str>>,
    /// The `Location` of the response, for this library alone.
    pub(crate) location: Option<Box<str>>,
}

impl Context {
    /// The context of a request before it is sent.
    pub(crate) fn of_request(method: &'static str, template: &'static str) -> Self {
        Self {
            method: Some(method),
            template: Some(template),
            ..Self::default()
        }
    }

    /// The id that this client gave the attempt, if it is ASCII.
    pub(crate) fn client_request_id(&self) -> Option<&str> {
        self.client_request_id.as_ref()?.to_str().ok()
    }

    /// Adds what the head of the response says.
    pub(crate) fn with_head(mut self, status: StatusCode, headers: &HeaderMap) -> Self {
        self.status = Some(status);
        self.with_headers(headers)
    }

    /// Adds what the headers of the response say. A location that is known, and the limits that redirects reported, are
    /// kept.
    pub(crate) fn with_headers(mut self, headers: &HeaderMap) -> Self {
        self.request_id = request_id(headers).map(Into::into);
        self.date = header(headers, &DATE).map(Into::into);
        self.throttle = throttle_info(self.status, headers).or(self.throttle);
        self.challenge = challenge(headers);
        self.location = self.location.or_else(|| location(headers));
        self.retry_after = header(headers, &RETRY_AFTER)
            .map(|raw| RetryAfter::parse(raw.into(), self.date.as_deref()));
        self
    }

    /// The context as an error shows it: without the token, and with the beginnings of the header values only.
    #[cold]
    pub(super) fn shown(mut self) -> Self {
        let token = std::mem::take(&mut self.sent_token);
        let throttle = self.throttle.as_deref_mut();
        let throttle = throttle.into_iter().flat_map(ThrottleInfo::values_mut);
        let retry_after = self.retry_after.as_mut().map(RetryAfter::raw_mut);
        let values = [self.request_id.as_mut(), self.date.as_mut(), retry_after];
        for value in values.into_iter().flatten().chain(throttle) {
            shorten(value, &token);
        }
        self
    }
}

/// Joins the `WWW-Authenticate` headers: several headers of one name are one list (RFC 9110, section 5.3).
fn challenge(headers: &HeaderMap) -> Option<Box<str>> {
    let values: Vec<&str> = headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    if values.is_empty() {
        return None;
    }
    Some(values.join(", ").into())
}

/// The `Location`, uncut: a link is only useful whole.
fn location(headers: &HeaderMap) -> Option<Box<str>> {
    Some(headers.get(LOCATION)?.to_str().ok()?.into())
}

/// What the service reports about its limits, if it reports anything. A success has the other headers only beside the
/// share that is used, so that most of them take a single lookup.
pub(crate) fn throttle_info(
    status: Option<StatusCode>,
    headers: &HeaderMap,
) -> Option<Box<ThrottleInfo>> {
    let limit_percentage = header(headers, &THROTTLE_LIMIT_PERCENTAGE).map(Into::into);
    let is_success = status.is_some_and(|status| status.is_success());
    if is_success && limit_percentage.is_none() {
        return None;
    }
    let info = ThrottleInfo {
        limit_percentage,
        scope: header(headers, &THROTTLE_SCOPE).map(Into::into),
        information: header(headers, &THROTTLE_INFORMATION).map(Into::into),
    };
    if info == ThrottleInfo::default() {
        return None;
    }
    Some(Box::new(info))
}

/// The id that the service gave the request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    header(headers, &REQUEST_ID).or_else(|| header(headers, &X_MS_REQUEST_ID))
}

/// A header value, if the header is not blank.
fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    Some(value).filter(|value| !value.is_empty())
}

/// Blanks the token before the value is cut, since half a token would not be recognized.
fn shorten(value: &mut Box<str>, token: &SentToken) {
    if let Cow::Owned(blanked) = token.blank(value) {
        *value = blanked.into();
    }
    if let Some(start) = value.get(..MAX_HEADER) {
        *value = start.into();
    }
}
