//! The headers of a request.

use bytes::Bytes;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, COOKIE,
    HOST, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    PROXY_AUTHORIZATION, RANGE, TE, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use zeroize::Zeroizing;

use crate::auth::token::AccessToken;
use crate::error::Error;
use crate::error::kind::ErrorKind;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// What a caller cannot set: credentials, and what frames the message (RFC 9110, 7.6.1; RFC 9113, 8.2.2).
const RESERVED: [HeaderName; 9] = [
    AUTHORIZATION,
    PROXY_AUTHORIZATION,
    COOKIE,
    HOST,
    CONNECTION,
    CONTENT_LENGTH,
    TRANSFER_ENCODING,
    TE,
    UPGRADE,
];

/// What another host may see after a redirect: how the answer should look, not who asks for what.
const HARMLESS: [HeaderName; 8] = [
    ACCEPT,
    ACCEPT_ENCODING,
    ACCEPT_LANGUAGE,
    USER_AGENT,
    RANGE,
    IF_RANGE,
    IF_NONE_MATCH,
    IF_MODIFIED_SINCE,
];

/// Whether the caller sets nothing that is the client's.
pub(crate) fn check_own(caller: &HeaderMap) -> Result<(), Error> {
    let Some(name) = RESERVED.iter().find(|name| caller.contains_key(*name)) else {
        return Ok(());
    };
    let what =
        format!("the header `{name}` is the client's own: a token comes from its credential");
    Err(Error::new(ErrorKind::Request, what))
}

/// The caller's headers, and the defaults where the caller has none.
pub(super) fn of_call(caller: &HeaderMap, user_agent: &HeaderValue) -> Result<HeaderMap, Error> {
    check_own(caller)?;
    let mut headers = caller.clone();
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    headers
        .entry(USER_AGENT)
        .or_insert_with(|| user_agent.clone());
    if !headers.contains_key(CLIENT_REQUEST_ID) {
        headers.insert(CLIENT_REQUEST_ID, guid_header());
    }
    Ok(headers)
}

/// Names and values; several values of one name are one list (RFC 9110, 5.3).
pub(crate) fn joined(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, String)> {
    headers.keys().map(|name| {
        let values = headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        (name, values.collect::<Vec<_>>().join(", "))
    })
}

/// The id that goes out with the request.
pub(super) fn client_request_id(headers: &HeaderMap) -> Option<Box<str>> {
    headers
        .get(CLIENT_REQUEST_ID)?
        .to_str()
        .ok()
        .map(Into::into)
}

/// Puts the token in, marked so that no log of a lower layer shows it.
pub(super) fn authorize(headers: &mut HeaderMap, token: &AccessToken) -> Result<(), Error> {
    let secret = token.secret();
    if secret.is_empty() {
        return Err(Error::new(
            ErrorKind::Credential,
            "the credential gave an empty token",
        ));
    }
    let unfit = || Error::new(ErrorKind::Credential, UNFIT);
    if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(unfit());
    }
    // The header's bytes are overwritten with its last clone; what a connection has copied is out of reach.
    let line = Zeroizing::new(["Bearer ", secret].concat().into_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(line)).map_err(|_| unfit())?;
    value.set_sensitive(true);
    headers.insert(AUTHORIZATION, value);
    Ok(())
}

const UNFIT: &str = "the token has a character that no header can carry, a blank, a line break or one outside of ASCII: \
                     has it a line break at its end, or the word `Bearer` in front?";

/// What is left of the headers on another host: no token, no ids, nothing of the caller's own.
pub(super) fn keep_harmless(headers: &mut HeaderMap) {
    let kept = HARMLESS
        .iter()
        .filter_map(|name| Some((name.clone(), headers.get(name)?.clone())));
    *headers = kept.collect();
}

/// A random GUID, version 4 (RFC 9562, 5.4).
fn guid() -> String {
    let random = fastrand::u128(..);
    let bits = random & !(0xF << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let hex = format!("{bits:032x}");
    let (a, rest) = hex.split_at(8);
    let (b, rest) = rest.split_at(4);
    let (c, rest) = rest.split_at(4);
    let (d, e) = rest.split_at(4);
    format!("{a}-{b}-{c}-{d}-{e}")
}

fn guid_header() -> HeaderValue {
    HeaderValue::from_str(&guid()).unwrap_or_else(|_| HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guid_is_of_version_4_and_fresh() {
        let (one, two) = (guid(), guid());
        assert_ne!(one, two);
        for guid in [one, two] {
            let places: Vec<_> = guid.match_indices('-').map(|(at, _)| at).collect();
            assert_eq!(places, [8, 13, 18, 23], "{guid}");
            assert_eq!(guid.len(), 36);
            assert_eq!(&guid[14..15], "4", "{guid}");
            assert!(matches!(&guid[19..20], "8" | "9" | "a" | "b"), "{guid}");
        }
    }

    #[test]
    fn the_caller_comes_first_but_not_with_a_token() {
        let mut caller = HeaderMap::new();
        caller.insert(ACCEPT, HeaderValue::from_static("text/plain"));
        caller.insert(CLIENT_REQUEST_ID, HeaderValue::from_static("mine"));
        let agent = HeaderValue::from_static("agent");
        let headers = of_call(&caller, &agent).unwrap();
        assert_eq!(headers[ACCEPT], "text/plain");
        assert_eq!(headers[USER_AGENT], "agent");
        assert_eq!(client_request_id(&headers).as_deref(), Some("mine"));

        for name in RESERVED {
            let caller = HeaderMap::from_iter([(name.clone(), HeaderValue::from_static("x"))]);
            let error = of_call(&caller, &agent).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            assert!(error.to_string().contains(name.as_str()), "{error}");
        }
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_not_shown() {
        for token in [
            "",
            "planted\n",
            "planted secret",
            "Bearer planted",
            "plan\u{e4}ted",
            "planted\0",
            "planted\r\nX: y",
        ] {
            let mut headers = HeaderMap::new();
            let error = authorize(&mut headers, &AccessToken::new(token)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credential, "{token:?}");
            assert!(
                !format!("{error} {error:?}").contains("planted"),
                "{error:?}"
            );
            assert!(headers.is_empty());
        }
    }

    #[test]
    fn the_token_is_marked_as_secret() {
        let mut headers = HeaderMap::new();
        authorize(&mut headers, &AccessToken::new("planted-._~+/=")).unwrap();
        assert!(headers[AUTHORIZATION].is_sensitive());
        assert!(!format!("{headers:?}").contains("planted"));
    }

    #[test]
    fn another_host_sees_only_what_is_harmless() {
        let mut headers = HeaderMap::new();
        for name in HARMLESS
            .iter()
            .chain(&RESERVED)
            .chain([&CLIENT_REQUEST_ID, &HeaderName::from_static("prefer")])
        {
            headers.insert(name.clone(), HeaderValue::from_static("x"));
        }
        keep_harmless(&mut headers);
        assert_eq!(headers.len(), HARMLESS.len());
        assert!(HARMLESS.iter().all(|name| headers.contains_key(name)));
    }
}
