//! A call: where a request goes, and what it carries.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use tokio::sync::OwnedSemaphorePermit;

use crate::address::cloud::ApiVersion;
use crate::error::context::Context;
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::clock::Clock;

/// A request that is ready to be sent: a GET, or the POST of a batch.
pub(crate) struct Call<'a> {
    pub(crate) target: Target<'a>,
    /// The path template for errors, such as `/users/<userId>`: never the URL, which may hold personal data.
    pub(crate) template: &'a str,
    /// The caller's headers.
    pub(crate) headers: &'a HeaderMap,
    /// The timeout of one attempt, if it is not the client's.
    pub(crate) timeout: Option<Duration>,
    /// The retry policy, if it is not the client's.
    pub(crate) retry: Option<&'a RetryPolicy>,
    /// The clock that the call shares with others, if it does not have its own.
    pub(crate) clock: Option<&'a Clock>,
    /// The permit among the requests in flight that the call already holds.
    pub(crate) permit: Option<OwnedSemaphorePermit>,
    /// Whether to open a new connection.
    pub(crate) new_connection: bool,
    /// The JSON to post. Only a batch has one.
    pub(crate) body: Option<&'a Bytes>,
}

/// Where a call goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'a> {
    /// A path below the client's root, already encoded: `/users?$select=id`.
    Path {
        version: Option<ApiVersion>,
        relative: &'a str,
    },
    /// A link of the service, which is opaque.
    Link(&'a str),
    /// An address on any host, which does not get the token.
    Unauthenticated(&'a str),
}

impl<'a> Call<'a> {
    /// The call that sends `request`.
    pub(crate) fn of(request: &'a Prepared) -> Self {
        let target = match request.relative() {
            Some(relative) => Target::Path {
                version: request.version(),
                relative,
            },
            None => Target::Link(request.url()),
        };
        Self::to(target, request)
    }

    /// The call that follows a link of the service, with the headers of `request`.
    pub(crate) fn following(link: &'a str, request: &'a Prepared) -> Self {
        Self::to(Target::Link(link), request)
    }

    fn to(target: Target<'a>, request: &'a Prepared) -> Self {
        Call {
            target,
            template: request.template(),
            headers: request.headers(),
            timeout: request.timeout(),
            retry: request.retry(),
            clock: None,
            permit: None,
            new_connection: false,
            body: None,
        }
    }

    /// The HTTP method of the request.
    pub(crate) fn method(&self) -> &'static str {
        if self.body.is_some() { "POST" } else { "GET" }
    }

    /// The context of errors about this call.
    pub(crate) fn context(&self) -> Context {
        Context::of_request(self.method(), self.template)
    }
}
