//! One exchange to be made: where it goes, and what goes along.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use tokio::sync::OwnedSemaphorePermit;

use crate::address::cloud::ApiVersion;
use crate::error::context::Context;
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::clock::Clock;

/// A GET, ready to go.
pub(crate) struct Call<'a> {
    pub(crate) target: Target<'a>,
    /// The path template for errors, `/users/<userId>`: never the URL, which holds personal data.
    pub(crate) template: &'a str,
    /// The caller's headers.
    pub(crate) headers: &'a HeaderMap,
    /// The time for one attempt, where it is not the client's.
    pub(crate) timeout: Option<Duration>,
    /// When to try again, where it is not the client's policy.
    pub(crate) retry: Option<&'a RetryPolicy>,
    /// The time that it shares with others, where it has none of its own.
    pub(crate) clock: Option<&'a Clock>,
    /// The place among the requests under way that it has already.
    pub(crate) permit: Option<OwnedSemaphorePermit>,
    /// Whether it needs a connection of its own.
    pub(crate) new_connection: bool,
    /// JSON to be posted, which makes a batch of it: the only call that is no GET.
    pub(crate) body: Option<&'a Bytes>,
}

/// Where a call goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'a> {
    /// Below the client's root: `/users?$select=id`, encoded already.
    Path {
        version: Option<ApiVersion>,
        relative: &'a str,
    },
    /// A link of the service, opaque.
    Link(&'a str),
    /// An address that is asked without the token, wherever it is.
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

    /// The method of the request.
    pub(crate) fn method(&self) -> &'static str {
        if self.body.is_some() { "POST" } else { "GET" }
    }

    /// What an error about this call says of it.
    pub(crate) fn context(&self) -> Context {
        Context::of_request(self.method(), self.template)
    }
}
