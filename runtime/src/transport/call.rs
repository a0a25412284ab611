//! A call: where a request goes, and what it carries.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::header::HeaderMap;

use crate::address::cloud::ApiVersion;
use crate::address::permissions::Permissions;
use crate::error::context::Context;
use crate::request::body::Body;
use crate::request::method::{Effect, RequestMethod};
use crate::request::prepared::Prepared;
use crate::request::retry_policy::RetryPolicy;
use crate::transport::clock::Clock;
use crate::transport::places::HeldPlaces;

/// A request that is ready to be sent.
pub(crate) struct Call {
    pub(crate) target: Target,
    pub(crate) method: RequestMethod,
    /// What the request changes.
    pub(crate) effect: Effect,
    /// The path template for errors, such as `/users/<userId>`: never the URL, which may hold personal data.
    pub(crate) template: &'static str,
    /// The permissions that the call requires, if they are declared.
    pub(crate) permissions: Option<&'static Permissions>,
    /// The caller's headers.
    pub(crate) headers: HeaderMap,
    /// The timeout of one attempt, if it is not the client's.
    pub(crate) timeout: Option<Duration>,
    /// The retry policy, if it is not the client's.
    pub(crate) retry: Option<RetryPolicy>,
    /// The clock of the read that the call belongs to, if it does not have its own.
    pub(crate) clock: Option<Clock>,
    /// The places among the concurrent requests that the call already holds.
    pub(crate) places: Option<HeldPlaces>,
    pub(crate) body: Option<Box<Body>>,
    /// Whether the call is a batch, whose parts have statuses of their own.
    pub(crate) is_batch: bool,
    /// Whether `404 Not Found` is a result rather than a failure.
    pub(crate) is_optional: bool,
}

/// Where a call goes.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// A path below the client's root, already encoded: `/users?$select=id`.
    Path {
        version: Option<ApiVersion>,
        relative: Cow<'static, str>,
    },
    /// A link of the service, which is opaque.
    Link(String),
    /// The URL of a long-running job, on any host. Only the client's own origin gets the token.
    Monitor(String),
}

impl Call {
    /// A call with no headers or limits of its own.
    pub(crate) fn to(target: Target, template: &'static str) -> Self {
        Call {
            target,
            method: RequestMethod::Get,
            effect: Effect::None,
            template,
            permissions: None,
            headers: HeaderMap::new(),
            timeout: None,
            retry: None,
            clock: None,
            places: None,
            body: None,
            is_batch: false,
            is_optional: false,
        }
    }

    /// The call that sends `request`.
    pub(crate) fn of(request: Prepared) -> Self {
        let Prepared {
            template,
            method,
            effect,
            body,
            version,
            permissions,
            url,
            absolute,
            headers,
            timeout,
            retry,
        } = request;
        let target = if absolute {
            Target::Link(url)
        } else {
            Target::Path {
                version,
                relative: url.into(),
            }
        };
        Call {
            method,
            effect,
            body,
            permissions,
            headers,
            timeout,
            retry,
            ..Call::to(target, template)
        }
    }

    /// The call that follows a link of the service, with the headers of `request`.
    pub(crate) fn following(link: &str, request: &Prepared) -> Self {
        Self::of(request.clone().at_link(link))
    }

    /// The context of errors about this call.
    pub(crate) fn context(&self) -> Context {
        Context {
            permissions: self.permissions,
            ..Context::of_request(self.method.as_str(), self.template)
        }
    }
}
