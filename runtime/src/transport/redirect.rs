//! Redirects, with the token on the configured origin only.

use bytes::Bytes;
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{Method, Request, Response, Url};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::headers;
use crate::transport::origin::{has_userinfo, origin};
use crate::transport::service::Service;

/// Where a loop ends.
const MAX_HOPS: usize = 10;

/// Sends a GET and follows it to its end. `headers` hold the token: they go on as long as the origin is the configured
/// one; once it is left, all but the harmless ones are gone for good, even if a hop leads back.
pub(super) async fn follow(
    service: &Service,
    mut url: Url,
    mut headers: HeaderMap,
    body: Option<&Bytes>,
    new_connection: bool,
) -> Result<Response, Error> {
    for _ in 0..=MAX_HOPS {
        let response = send(service, &url, &headers, body, new_connection).await?;
        if body.is_some() {
            // A batch is for this address alone.
            return Ok(response);
        }
        let Some(next) = target(&url, &response)? else {
            return Ok(response);
        };
        if !service.root.is_origin_of(&next) {
            headers::keep_harmless(&mut headers);
        }
        url = next;
    }
    Err(refused(format!(
        "more than {MAX_HOPS} redirects, one after the other"
    )))
}

async fn send(
    service: &Service,
    url: &Url,
    headers: &HeaderMap,
    body: Option<&Bytes>,
    new_connection: bool,
) -> Result<Response, Error> {
    let method = if body.is_some() {
        Method::POST
    } else {
        Method::GET
    };
    let mut request = Request::new(method, url.clone());
    *request.body_mut() = body.map(|body| body.clone().into());
    *request.headers_mut() = headers.clone();
    let response = service.http.execute(request, new_connection).await?;
    if same_but_fragment(response.url(), url) {
        return Ok(response);
    }
    // Only a client that was brought along does this, and the token may be with another host by now.
    let what = "the `reqwest::Client` follows redirects by itself: build it with `redirect::Policy::none()`";
    Err(Error::new(ErrorKind::Config, what))
}

fn same_but_fragment(one: &Url, other: &Url) -> bool {
    let bare = |url: &Url| {
        let mut url = url.clone();
        url.set_fragment(None);
        url
    };
    one == other || bare(one) == bare(other)
}

/// Where the answer leads on, `None` if it is the end (RFC 9110, 15.4).
fn target(from: &Url, response: &Response) -> Result<Option<Url>, Error> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers().get(LOCATION) else {
        return Ok(None);
    };
    let next = location
        .to_str()
        .ok()
        .and_then(|location| from.join(location).ok());
    let next = next.ok_or_else(|| refused("the service redirects to something that is no URL"))?;
    check_hop(from, &next)?;
    Ok(Some(next))
}

/// Never from https to http, never to another scheme, never with a user in the URL.
fn check_hop(from: &Url, next: &Url) -> Result<(), Error> {
    let fine = matches!(
        (from.scheme(), next.scheme()),
        (_, "https") | ("http", "http")
    );
    if !fine {
        let (scheme, to) = (next.scheme(), origin(next));
        return Err(refused(format!(
            "the service redirects from {} to the scheme `{scheme}`, at {to}",
            from.scheme()
        )));
    }
    if has_userinfo(next) {
        return Err(refused(
            "the service redirects to a URL with a user name or a password in it",
        ));
    }
    Ok(())
}

fn refused(what: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Link, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_01_no_hop_leads_from_https_to_http() {
        for (from, to, fine) in [
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
            assert_eq!(outcome.is_ok(), fine, "{from} {to}");
            assert!(outcome.map_or_else(|error| !error.to_string().contains("secret"), |()| true));
        }
    }
}
