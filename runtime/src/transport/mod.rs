//! One GET, from the token to the last byte of the body.

pub(crate) mod attempts;
pub(crate) mod authorize;
pub(crate) mod body;
pub(crate) mod clock;
pub(crate) mod headers;
pub(crate) mod limiter;
pub(crate) mod open;
pub(crate) mod origin;
pub(crate) mod redirect;
#[cfg_attr(not(feature = "tracing"), path = "no_trace.rs")]
pub(crate) mod trace;
pub(crate) mod wire;

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, IF_NONE_MATCH};
use reqwest::{Response, StatusCode, Url};
use tokio::sync::OwnedSemaphorePermit;

use crate::address::cloud::ApiVersion;
use crate::client::{Client, Inner};
use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::RetryPolicy;

use crate::transport::attempts::Attempts;
use crate::transport::authorize::Signing;
pub(crate) use crate::transport::clock::Clock;

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
    pub(crate) place: Option<OwnedSemaphorePermit>,
    /// Whether it needs a connection of its own.
    pub(crate) afresh: bool,
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
    Public(&'a str),
}

/// A successful answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// What an error about this answer has to tell.
    pub(crate) context: Context,
}

impl Answer {
    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(value.split(';').next()?.trim().to_ascii_lowercase())
    }
}

impl Client {
    /// Sends the call and reads the answer, with as many attempts as the policy allows. A body that was cut off counts as
    /// an attempt that failed.
    pub(crate) async fn read<T>(
        &self,
        call: Call<'_>,
        read: impl Fn(&Answer) -> Result<T, Error>,
    ) -> Result<T, Error> {
        // On the heap, so that the futures of the generic skins stay small.
        let mut attempts = Box::new(Attempts::new(self, call)?);
        loop {
            let answer = attempts.answer().await?;
            let misfit = match read(&answer) {
                Ok(value) => return Ok(value),
                Err(error) => error,
            };
            attempts.failed(misfit).await?;
        }
    }
}

impl Inner {
    /// The URL of a call; for a link the origin guard.
    fn locate(&self, target: Target<'_>) -> Result<Url, Error> {
        match target {
            Target::Path { version, relative } => {
                self.root.join(version.unwrap_or(self.version), relative)
            }
            Target::Link(link) => self.root.admit(link),
            Target::Public(address) => self.root.admit_public(address),
        }
    }

    /// One attempt, with a time limit on all of it.
    async fn attempt(
        &self,
        call: &Call<'_>,
        url: Url,
        signing: &mut Signing,
        context: &mut Context,
    ) -> Result<Answer, Error> {
        let limit = call.timeout.unwrap_or(self.timeout);
        match tokio::time::timeout(limit, self.send(call, url, signing, context)).await {
            Ok(answer) => answer,
            // Its status is there: only the words of the failure are late, and the failure counts for more than they do.
            Err(_) if context.is_failure() => Err(Error::service(context.clone(), b"")),
            Err(_) => Err(Error::new(
                ErrorKind::Timeout,
                format!("no complete answer within {limit:?}"),
            )),
        }
    }

    /// Token, head, body, status.
    async fn send(
        &self,
        call: &Call<'_>,
        url: Url,
        signing: &mut Signing,
        context: &mut Context,
    ) -> Result<Answer, Error> {
        let response = self.respond(call, url, signing, context).await?;
        let is_answer = match response.status() {
            // What was asked for by its entity tag is there, and as it was.
            StatusCode::NOT_MODIFIED => call.headers.contains_key(IF_NONE_MATCH),
            // A batch of which some parts were throttled may say so of itself (Graph's page on throttling has it).
            StatusCode::FAILED_DEPENDENCY => call.body.is_some(),
            status => status.is_success(),
        };
        self.judge(response, is_answer, context).await
    }

    /// Token and head.
    async fn respond(
        &self,
        call: &Call<'_>,
        url: Url,
        signing: &mut Signing,
        context: &mut Context,
    ) -> Result<Response, Error> {
        let mut headers = headers::of_call(call.headers, &self.user_agent)?;
        context.client_request_id = headers::client_request_id(&headers);
        if call.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if matches!(call.target, Target::Public(_)) {
            headers::keep_harmless(&mut headers);
        } else {
            signing.sign(self, &mut headers).await?;
        }
        let response = redirect::follow(self, url, headers, call.body, call.afresh).await?;
        if !self.root.is_origin_of(response.url()) {
            signing.elsewhere();
        }
        *context = std::mem::take(context).answered(response.status(), response.headers());
        Ok(response)
    }

    /// The status alone has decided whether it is an answer to be read.
    async fn judge(
        &self,
        response: Response,
        is_answer: bool,
        context: &Context,
    ) -> Result<Answer, Error> {
        let (status, headers) = (response.status(), response.headers().clone());
        if !is_answer {
            return Err(Error::service(
                context.clone(),
                &body::of_error(response, self.max_body).await,
            ));
        }
        let body = body::read(response, self.max_body).await?;
        Ok(Answer {
            status,
            headers,
            body,
            context: context.clone(),
        })
    }
}

/// Outside of a Tokio runtime a timer would panic.
pub(crate) fn check_runtime() -> Result<(), Error> {
    let outside = |_| {
        Error::new(
            ErrorKind::Config,
            "called outside of a Tokio runtime, which this client needs",
        )
    };
    tokio::runtime::Handle::try_current()
        .map(drop)
        .map_err(outside)
}

/// What went wrong on the wire, without the URL, which reqwest would show.
fn wire_error(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let (kind, what) = if error.is_timeout() {
        (ErrorKind::Timeout, "no complete answer in time")
    } else if error.is_dns() {
        (
            ErrorKind::Connect,
            "the name of the service is not resolved",
        )
    } else if error.is_connect() {
        (ErrorKind::Connect, connecting(&error))
    } else if causes(&error).any(|cause| cause.to_string() == HEAD_TOO_LARGE) {
        (
            ErrorKind::Limit,
            "the head of the answer is larger than is read",
        )
    } else if error.is_builder() {
        (ErrorKind::Request, "the request cannot be sent")
    } else {
        (ErrorKind::Io, "the connection broke")
    };
    let what = match io_kind(&error) {
        Some(io) => format!("{what} ({io})"),
        None => what.to_owned(),
    };
    Error::new(kind, what).with_source(error)
}

/// hyper's words, whose error type is not among those that can be named here.
const HEAD_TOO_LARGE: &str = "message head is too large";

/// Why there is no connection. Each TLS library has errors of its own, so their words have to do.
fn connecting(error: &reqwest::Error) -> &'static str {
    let says = |words: &[&str]| {
        causes(error).any(|cause| {
            let text = cause.to_string().to_ascii_lowercase();
            words.iter().any(|word| text.contains(word))
        })
    };
    if says(&["certificate"]) {
        "no connection to the service: its certificate is not trusted here; where a proxy or a gateway has its own root, \
         bring a client that knows it by `ClientBuilder::http`"
    } else if says(&["tls", "ssl", "corrupt message", "invalidcontenttype"]) {
        "no connection to the service: it does not speak TLS as it should; is the port one for https?"
    } else {
        "no connection to the service"
    }
}

/// The error and its causes, also what an `io::Error` was made from, which is no source of it.
fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn std::error::Error + 'static)> {
    std::iter::successors(Some(error as &(dyn std::error::Error + 'static)), |error| {
        let within = error
            .downcast_ref::<std::io::Error>()
            .and_then(std::io::Error::get_ref);
        within
            .map(|within| within as &(dyn std::error::Error + 'static))
            .or_else(|| error.source())
    })
}

/// The system's word for it, such as `connection refused`, from the depth of the chain.
fn io_kind(error: &reqwest::Error) -> Option<std::io::ErrorKind> {
    let kinds = causes(error).filter_map(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .map(std::io::Error::kind)
    });
    // What TLS libraries say is in words of their own.
    kinds.last().filter(|kind| {
        !matches!(
            kind,
            std::io::ErrorKind::Other | std::io::ErrorKind::InvalidData
        )
    })
}

#[cfg(test)]
mod tests;
