//! One request of a batch, and the response to it.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use crate::address::cloud::ApiVersion;
use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::batch::part_body::declare_text;
use crate::read::batch::parts::PreparedPart;
use crate::read::batch::response::{Received, ResponsePart};
use crate::read::batch::wire::{RequestBody, RequestPart, batch_scope};
use crate::request::method::Effect;
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::carried_out::judge;
use crate::transport::full_response::FullResponse;
use crate::transport::headers::{add_defaults, check_own, joined};

/// A request, and its index among the caller's requests.
pub(super) struct Part {
    pub(super) index: usize,
    request: Prepared,
    /// The indexes of the requests that must succeed before this one.
    pub(super) dependencies: Vec<usize>,
    /// Whether an attempt at the request may have changed something.
    maybe_carried_out: bool,
    /// What the service throttles together with the request.
    pub(super) scope: ThrottleScope,
    /// Whether the service has rejected the token for this request before.
    pub(super) was_refused: bool,
}

impl Part {
    /// The part that sends `request`, with the client's default headers.
    pub(super) fn new(
        index: usize,
        prepared: PreparedPart,
        defaults: &HeaderMap,
    ) -> Result<Self, Error> {
        let PreparedPart {
            mut request,
            dependencies,
        } = prepared;
        let path = request.relative().ok_or_else(|| {
            let summary = "a batch takes paths only: send a request to an absolute URL on its own";
            Error::new(ErrorKind::Request, summary).with_context(request.context())
        })?;
        check_own(request.headers()).map_err(|error| error.with_context(request.context()))?;
        let scope = ThrottleScope::of(ResourcePath::parse(path));
        add_defaults(request.headers_mut(), defaults);
        Ok(Part {
            index,
            request,
            dependencies,
            maybe_carried_out: false,
            scope,
            was_refused: false,
        })
    }

    /// Whether requests of this scope include this one.
    pub(super) fn is_of(&self, scope: ThrottleScope) -> bool {
        scope == batch_scope() || self.scope.with_whole().any(|own| own == scope)
    }

    pub(super) fn version(&self) -> Option<ApiVersion> {
        self.request.version()
    }

    pub(super) fn context(&self) -> Context {
        self.request.context()
    }

    pub(super) fn template(&self) -> &'static str {
        self.request.template()
    }

    pub(super) fn policy(&self) -> Option<&RetryPolicy> {
        self.request.retry()
    }

    pub(super) fn timeout(&self) -> Option<Duration> {
        self.request.timeout()
    }

    pub(super) fn effect(&self) -> Effect {
        self.request.effect
    }

    /// The part of the request whose other parts have the given indexes. Those that have succeeded before are not among
    /// them.
    pub(super) fn to_request_part(&self, indexes: &[usize]) -> RequestPart<'_> {
        let body = self.request.body.as_deref();
        // A JSON object has one value per name, so repeated headers are joined.
        let mut headers: HashMap<&str, String> = joined(self.request.headers())
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        if let Some(content_type) = body.and_then(|body| body.content_type.to_str().ok()) {
            headers.insert(CONTENT_TYPE.as_str(), content_type.to_owned());
        }
        let dependencies = self.dependencies.iter().copied();
        RequestPart {
            id: self.index.to_string(),
            method: self.request.method.as_str(),
            url: self.request.relative().unwrap_or_default(),
            headers,
            body: body.map(RequestBody::of),
            depends_on: dependencies
                .filter(|index| indexes.contains(index))
                .map(|index| index.to_string())
                .collect(),
        }
    }

    /// The error with what it says about changes: that of this attempt, and of the attempts before it.
    pub(super) fn judged(&mut self, error: Error) -> Error {
        let error = judge(error, self.effect());
        self.maybe_carried_out |= error.may_have_been_carried_out();
        self.remembered(error)
    }

    /// The error with what is known of the attempts before it.
    pub(super) fn remembered(&self, error: Error) -> Error {
        if self.maybe_carried_out {
            error.maybe_carried_out()
        } else {
            error
        }
    }

    /// Reads what the service sent for this request as if the request had been sent on its own.
    pub(super) fn read(&self, received: Option<Received>) -> Result<FullResponse, Error> {
        match received {
            Some(Received::Once(response)) => self.read_response(response),
            Some(Received::Repeatedly) => Err(self.decode_error(REPEATED_ID)),
            None => Err(self.no_response()),
        }
    }

    fn read_response(&self, response: ResponsePart) -> Result<FullResponse, Error> {
        let Some(status) = response
            .status
            .and_then(|code| StatusCode::from_u16(code).ok())
        else {
            return Err(self.no_response());
        };
        let mut headers = response.headers;
        if self.is_count() {
            declare_text(&mut headers);
        }
        let mut context = self.context();
        context.sent_token = response.sent_token;
        if !status.is_success() {
            let body = response.body.error_bytes(&headers);
            let context = context.with_head(status, &headers);
            return Err(error_response(status, context, &body));
        }
        match response.body.bytes(&headers) {
            Ok(body) => Ok(FullResponse::new(status, headers, body, context)),
            Err(summary) => {
                let context = context.with_head(status, &headers);
                Err(Error::new(ErrorKind::Decode, summary).with_context(context))
            }
        }
    }

    /// Whether the request is for the segment `/$count`, which the service responds to with digits as plain text.
    fn is_count(&self) -> bool {
        let url = self.request.url();
        let path = url.split('?').next().unwrap_or_default();
        path.ends_with("/$count")
    }

    /// The error for a request that got no response, or one that cannot be read. A read can be sent again.
    fn no_response(&self) -> Error {
        self.decode_error(NO_RESPONSE).truncated()
    }

    fn decode_error(&self, summary: &'static str) -> Error {
        Error::new(ErrorKind::Decode, summary).with_context(self.context())
    }
}

const NO_RESPONSE: &str = "the batch response has no valid part for this request";
const REPEATED_ID: &str = "the batch response has several parts with the id of this request";

fn error_response(status: StatusCode, context: Context, body: &[u8]) -> Error {
    let error = Error::service(context, body);
    if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        let hint = "a batch does not follow redirects: send this request on its own";
        return error.with_summary(hint);
    }
    error
}
