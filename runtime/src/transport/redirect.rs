//! Redirects, with the token on the configured origin only.

use std::time::Instant;

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};

use crate::error::Error;
use crate::error::context::throttle_info;
use crate::error::kind::ErrorKind;
use crate::error::throttle_info::ThrottleInfo;
use crate::transport::call::Call;
use crate::transport::headers::{RequestHeaders, check_head};
use crate::transport::http_error::HttpError;
use crate::transport::http_request::HttpRequest;
use crate::transport::http_response::HttpResponse;
use crate::transport::origin::{has_userinfo, origin};
use crate::transport::service::Service;
use crate::transport::stale_connections::StaleConnections;

/// The largest number of redirects that are followed in a row.
const MAX_HOPS: usize = 10;

/// A request that follows redirects.
pub(super) struct Redirects<'a> {
    pub(super) service: &'a Service,
    pub(super) call: &'a Call,
    pub(super) is_download: bool,
}

/// The response after all redirects.
pub(super) struct Followed {
    pub(super) response: HttpResponse,
    /// What the redirects reported about limits. The last response, which another host may have sent, need not repeat it.
    pub(super) throttle: Option<Box<ThrottleInfo>>,
}

/// A request that was sent, as far as its connection is concerned.
pub(super) struct SentRequest {
    /// Where a redirect led, unless this is the first request.
    redirected_to: Option<Url>,
    is_download: bool,
    at: Instant,
}

impl SentRequest {
    /// The URL of the request, if that of the first one is `first`.
    pub(super) fn url<'a>(&'a self, first: &'a Url) -> &'a Url {
        self.redirected_to.as_ref().unwrap_or(first)
    }

    /// The connections that may be dead if this request has failed.
    pub(super) fn stale_connections<'a>(&'a self, first: &'a Url) -> StaleConnections<'a> {
        StaleConnections::new(self.url(first), self.is_download, self.at)
    }
}

impl Redirects<'_> {
    /// Sends the request and follows the redirects to the last response. `last` is the request that was sent last, also
    /// when this future is dropped.
    ///
    /// `headers` hold the token, and are sent to the configured origin. After the first redirect to another origin they
    /// have no token, and only harmless headers are sent, even if a later redirect leads back.
    pub(super) async fn follow(
        &self,
        first: &Url,
        headers: &mut RequestHeaders<'_>,
        last: &mut Option<SentRequest>,
    ) -> Result<Followed, Error> {
        let mut throttle = None;
        let mut redirected_to = None;
        for _ in 0..=MAX_HOPS {
            let request = last.insert(SentRequest {
                redirected_to,
                is_download: self.is_download,
                at: Instant::now(),
            });
            let url = request.url(first);
            let sent = self.request(url, headers.build());
            let response = self.service.http.send(sent).await;
            let response = response.map_err(HttpError::into_error)?;
            check_response(&response, url)?;
            let Some(next) = self.next(url, &response)? else {
                return Ok(Followed { response, throttle });
            };
            throttle = throttle_info(Some(response.status), &response.headers).or(throttle);
            if !self.service.root.is_origin_of(&next) {
                headers.token = None;
            }
            redirected_to = Some(next);
        }
        Err(refused(format!("more than {MAX_HOPS} redirects in a row")))
    }

    /// Where the response redirects to, or `None` if it is the last one.
    fn next(&self, from: &Url, response: &HttpResponse) -> Result<Option<Url>, Error> {
        // A batch is meant for this address alone.
        if self.call.is_batch {
            return Ok(None);
        }
        let Some(next) = redirect_target(from, response)? else {
            return Ok(None);
        };
        if !self.call.method.is_safe() {
            self.check_unsafe(response.status, &next)?;
        }
        Ok(Some(next))
    }

    /// Rejects the redirects of a request that is not a GET or HEAD, unless it says that the same request is to be sent to
    /// another address of the same service.
    fn check_unsafe(&self, status: StatusCode, next: &Url) -> Result<(), Error> {
        let method = self.call.method.as_str();
        if !matches!(status.as_u16(), 307 | 308) {
            return Err(refused(format!(
                "the service redirected the request with the status {status}, which a {method} does not follow"
            )));
        }
        if !self.service.root.is_origin_of(next) {
            return Err(refused(format!(
                "the service redirected the request to another origin, {}, which a {method} does not follow",
                origin(next)
            )));
        }
        Ok(())
    }

    fn request(&self, url: &Url, headers: HeaderMap) -> HttpRequest {
        HttpRequest {
            method: self.call.method.to_http(),
            url: url.clone(),
            headers,
            body: self.call.body.as_ref().map(|body| body.bytes.clone()),
            is_download: self.is_download,
        }
    }
}

/// Rejects a response that is too large, or that is not one to this URL.
fn check_response(response: &HttpResponse, requested: &Url) -> Result<(), Error> {
    check_head(&response.headers)?;
    match &response.url {
        // Only a caller's own client follows redirects, and it may have sent the token to another host.
        Some(responding) if !is_same_resource(responding, requested) => {
            Err(Error::new(ErrorKind::Config, FOLLOWED_REDIRECT))
        }
        _ => Ok(()),
    }
}

const FOLLOWED_REDIRECT: &str = "the HTTP client followed a redirect on its own: it must not; build a `reqwest::Client` with `redirect::Policy::none()`";

/// Whether two URLs differ in their fragment at most.
fn is_same_resource(one: &Url, other: &Url) -> bool {
    one == other || without_fragment(one) == without_fragment(other)
}

fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}

/// Where the response redirects to, or `None` if it is the last one (RFC 9110, section 15.4).
fn redirect_target(from: &Url, response: &HttpResponse) -> Result<Option<Url>, Error> {
    if !matches!(response.status.as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers.get(LOCATION) else {
        return Ok(None);
    };
    let next = location
        .to_str()
        .ok()
        .and_then(|location| from.join(location).ok());
    let Some(next) = next else {
        return Err(refused("the service redirected to an invalid URL"));
    };
    check_hop(from, &next)?;
    Ok(Some(next))
}

/// Rejects redirects from https to http, to any other scheme, and to a URL with credentials.
fn check_hop(from: &Url, next: &Url) -> Result<(), Error> {
    let is_allowed = matches!(
        (from.scheme(), next.scheme()),
        (_, "https") | ("http", "http")
    );
    if !is_allowed {
        return Err(refused(format!(
            "the service redirected from {} to the scheme `{}`, at {}",
            from.scheme(),
            next.scheme(),
            origin(next)
        )));
    }
    if has_userinfo(next) {
        return Err(refused(
            "the service redirected to a URL that contains a user name or password",
        ));
    }
    Ok(())
}

fn refused(summary: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Link, summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_redirect_leads_from_https_to_http() {
        for (from, to, allowed) in [
            ("https://a.example", "https://b.example", true),
            ("http://127.0.0.1", "http://localhost", true),
            ("http://127.0.0.1", "https://b.example", true),
            ("https://a.example", "http://a.example", false),
            ("https://a.example", "http://127.0.0.1", false),
            ("https://a.example", "ftp://a.example", false),
            ("https://a.example", "file:///etc/passwd", false),
            ("https://a.example", "data:,x", false),
            ("https://a.example", "blob:https://a.example/x", false),
            ("https://a.example", "https://user@b.example", false),
            ("https://a.example", "https://:secret@b.example", false),
        ] {
            let outcome = check_hop(&from.parse().unwrap(), &to.parse().unwrap());
            assert_eq!(outcome.is_ok(), allowed, "{from} {to}");
            assert!(outcome.map_or_else(|error| !error.to_string().contains("secret"), |()| true));
        }
    }
}
