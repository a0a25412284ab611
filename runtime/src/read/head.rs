//! The head of a response, as far as callers see it.

use std::fmt;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName};

use crate::decode::etag::{etag, header_etag};
use crate::error::context::Context;
use crate::error::throttle_info::ThrottleInfo;
use crate::transport::full_response::FullResponse;

/// The head of a response.
#[derive(Clone)]
pub(crate) struct Head {
    status: u16,
    pub(crate) headers: HeaderMap,
    etag: Option<String>,
    context: Context,
}

impl Head {
    /// The head of a response whose body is an object, which may have an entity tag of its own.
    pub(super) fn of_object(response: &FullResponse) -> Self {
        Head {
            etag: etag(response),
            ..Head::of(response)
        }
    }

    /// The head of a response whose body has no annotations.
    pub(super) fn of(response: &FullResponse) -> Self {
        let headers = response.headers.clone();
        Head::of_bytes(response.status, headers, response.context())
    }

    /// The head of a response whose body is not in memory.
    pub(super) fn of_bytes(status: StatusCode, headers: HeaderMap, context: Context) -> Self {
        Head {
            status: status.as_u16(),
            etag: header_etag(&headers).map(str::to_owned),
            headers,
            context,
        }
    }

    /// A head that no service has sent. Graph repeats the `client-request-id` in its response.
    pub(super) fn made_up(status: u16, headers: HeaderMap) -> Self {
        let mut context = Context::default().with_headers(&headers);
        context.client_request_id = headers.get("client-request-id").cloned();
        Head {
            status,
            etag: header_etag(&headers).map(str::to_owned),
            context,
            headers,
        }
    }

    pub(super) fn status(&self) -> u16 {
        self.status
    }

    pub(crate) fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.context.request_id.as_deref()
    }

    pub(super) fn client_request_id(&self) -> Option<&str> {
        self.context.client_request_id()
    }

    pub(super) fn date(&self) -> Option<&str> {
        self.context.date.as_deref()
    }

    pub(crate) fn throttle(&self) -> Option<&ThrottleInfo> {
        self.context.throttle.as_deref()
    }

    /// The text of a header; `None` if it is missing or not ASCII.
    pub(crate) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The names of the headers. Their values may be secrets or personal data.
    pub(super) fn header_names(&self) -> impl fmt::Debug {
        let names = self.headers.keys().map(HeaderName::as_str);
        names.collect::<Vec<_>>()
    }
}
