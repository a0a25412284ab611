//! One request of a batch, and the response to it.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;

use crate::address::cloud::ApiVersion;
use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::read::batch::wire::{RequestPart, ResponsePart};
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::full_response::FullResponse;
use crate::transport::headers::{check_own, joined};

/// A request, and its index among the caller's requests.
pub(super) struct Part {
    pub(super) index: usize,
    request: Prepared,
    /// What the service throttles together with the request.
    pub(super) scope: ThrottleScope,
}

impl Part {
    pub(super) fn new(index: usize, request: Prepared) -> Result<Self, Error> {
        let path = request.relative().ok_or_else(|| {
            let summary = "a batch takes paths only: send a request to an absolute URL on its own";
            Error::new(ErrorKind::Request, summary).with_context(request.context())
        })?;
        check_own(request.headers()).map_err(|error| error.with_context(request.context()))?;
        let scope = ThrottleScope::of(ResourcePath::parse(path));
        Ok(Part {
            index,
            request,
            scope,
        })
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

    pub(super) fn to_request_part(&self) -> RequestPart<'_> {
        RequestPart {
            id: self.index.to_string(),
            method: "GET",
            url: self.request.relative().unwrap_or_default(),
            // A JSON object has one value per name, so repeated headers are joined.
            headers: joined(self.request.headers())
                .map(|(name, value)| (name.as_str(), value))
                .collect(),
        }
    }

    /// Reads the response as if the request had been sent on its own.
    pub(super) fn read(&self, response: &ResponsePart) -> Result<FullResponse, Error> {
        let status = StatusCode::from_u16(response.status).map_err(|_| self.invalid_status())?;
        let headers = response.headers();
        let context = self.context().with_head(status, &headers);
        let body = match &response.body {
            Some(body) => Bytes::from(body.get().to_owned()),
            None => Bytes::new(),
        };
        match status.as_u16() {
            200..=299 => Ok(FullResponse {
                status,
                headers,
                body,
                context,
            }),
            301 | 302 | 303 | 307 | 308 => {
                let hint = "a batch does not follow redirects: send this request on its own";
                Err(Error::service(context, &body).with_hint(hint))
            }
            _ => Err(Error::service(context, &body)),
        }
    }

    fn invalid_status(&self) -> Error {
        let summary = "a batch response has an invalid status";
        Error::new(ErrorKind::Decode, summary).with_context(self.context())
    }

    pub(super) fn missing_response(&self) -> Error {
        let summary = "the batch response has no valid part for this request";
        Error::new(ErrorKind::Decode, summary).with_context(self.context())
    }
}
