//! The headers of a request, and who may see them.

use bytes::Bytes;
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONNECTION, CONTENT_LENGTH,
    CONTENT_TYPE, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, IF_RANGE, IF_UNMODIFIED_SINCE, PROXY_AUTHORIZATION, RANGE, TE,
    TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use zeroize::Zeroizing;

use crate::auth::token::AccessToken;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::transport::settings::ClientSettings;

/// The largest number of headers in a response: hyper's limit for HTTP/1.1.
const MAX_HEADERS: usize = 100;
/// The largest head of a response, in bytes: hyper's limit for HTTP/1.1.
const MAX_HEAD: usize = 408 * 1024;

const PREFER: HeaderName = HeaderName::from_static("prefer");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// The headers that a caller must not set: credentials, and those that frame the message (RFC 9110, section 7.6.1;
/// RFC 9113, section 8.2.2).
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

/// The headers that another host may see after a redirect. They describe the response, not the caller or the request.
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

/// The headers that make sense for one request only: its id, its range, and its conditions (RFC 9110, section 13.1).
const OF_ONE_REQUEST: [HeaderName; 7] = [
    CLIENT_REQUEST_ID,
    RANGE,
    IF_RANGE,
    IF_MATCH,
    IF_NONE_MATCH,
    IF_MODIFIED_SINCE,
    IF_UNMODIFIED_SINCE,
];

/// Whether a caller must not set the header.
pub(crate) fn is_reserved(name: &HeaderName) -> bool {
    RESERVED.contains(name)
}

/// Whether the header cannot be one of all requests.
pub(crate) fn is_of_one_request(name: &HeaderName) -> bool {
    OF_ONE_REQUEST.contains(name)
}

/// Rejects headers of the caller that belong to the client.
pub(crate) fn check_own(caller: &HeaderMap) -> Result<(), Error> {
    let Some(name) = caller.keys().find(|name| is_reserved(name)) else {
        return Ok(());
    };
    let summary = format!("do not set the header `{name}`: it is reserved for the client");
    Err(Error::new(ErrorKind::Request, summary))
}

/// Adds the client's default headers to those of one request, whose own values win. Preferences are a list, of which the
/// first of a kind counts (RFC 7240, section 2), so the default ones follow the request's own.
pub(crate) fn add_defaults(headers: &mut HeaderMap, defaults: &HeaderMap) {
    for (name, value) in defaults {
        if name == PREFER {
            headers.append(PREFER, value.clone());
        } else {
            headers.entry(name).or_insert_with(|| value.clone());
        }
    }
}

/// The headers of all requests of a client that do not set their own.
pub(crate) fn defaults(settings: &ClientSettings) -> HeaderMap {
    let mut headers = settings.headers.clone();
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    headers
        .entry(USER_AGENT)
        .or_insert_with(|| settings.user_agent.clone());
    headers
}

/// The parts of the headers of one attempt. Each of its requests, which redirects lead to, gets them anew.
pub(super) struct RequestHeaders<'a> {
    pub(super) caller: &'a HeaderMap,
    pub(super) defaults: &'a HeaderMap,
    /// The `client-request-id`, unless the caller has set one.
    pub(super) id: Option<&'a HeaderValue>,
    /// The media type of the body, if there is one.
    pub(super) content_type: Option<&'a HeaderValue>,
    /// The `Authorization` header, for requests to the client's own origin.
    pub(super) token: Option<&'a HeaderValue>,
}

impl RequestHeaders<'_> {
    /// The headers of the next request. Without a token they are only those that another host may see.
    pub(super) fn build(&self) -> HeaderMap {
        let mut headers = self.of_caller();
        if let Some(id) = self.id {
            headers
                .entry(CLIENT_REQUEST_ID)
                .or_insert_with(|| id.clone());
        }
        if let Some(content_type) = self.content_type {
            headers.insert(CONTENT_TYPE, content_type.clone());
        }
        match self.token {
            Some(token) => {
                headers.insert(AUTHORIZATION, token.clone());
            }
            None => keep_harmless(&mut headers),
        }
        headers
    }

    /// The caller's headers, with defaults for those that the caller did not set.
    fn of_caller(&self) -> HeaderMap {
        if self.caller.is_empty() {
            return self.defaults.clone();
        }
        let mut headers = self.caller.clone();
        add_defaults(&mut headers, self.defaults);
        headers
    }
}

/// The names and values of headers. Several values of one name are joined to a list (RFC 9110, section 5.3).
pub(crate) fn joined(headers: &HeaderMap) -> impl Iterator<Item = (&HeaderName, String)> {
    headers
        .keys()
        .map(|name| (name, joined_values(headers, name)))
}

fn joined_values(headers: &HeaderMap, name: &HeaderName) -> String {
    let mut values = Vec::new();
    for value in headers.get_all(name) {
        values.push(String::from_utf8_lossy(value.as_bytes()));
    }
    values.join(", ")
}

/// Rejects a head that is larger than one may be over HTTP/1.1. The limits are the same for every HTTP client.
pub(super) fn check_head(headers: &HeaderMap) -> Result<(), Error> {
    if headers.len() <= MAX_HEADERS && size(headers) <= MAX_HEAD {
        return Ok(());
    }
    let summary = format!(
        "the headers of the response are too large: more than {} KiB, or more than {MAX_HEADERS}",
        MAX_HEAD / 1024
    );
    Err(Error::new(ErrorKind::Limit, summary))
}

/// The size of the headers in bytes, as they are written over HTTP/1.1.
fn size(headers: &HeaderMap) -> usize {
    let mut bytes = 0;
    for (name, value) in headers {
        bytes += name.as_str().len() + value.len() + ": \r\n".len();
    }
    bytes
}

/// The `client-request-id` of a request: the caller's, or else a new one.
pub(super) fn client_request_id(caller: &HeaderMap) -> HeaderValue {
    match caller.get(CLIENT_REQUEST_ID) {
        Some(id) => id.clone(),
        None => new_request_id(),
    }
}

fn new_request_id() -> HeaderValue {
    // The clones of the header share the bytes.
    let guid = Bytes::from_owner(guid());
    HeaderValue::from_maybe_shared(guid).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The header with the token, marked as sensitive so that no lower layer logs it.
pub(super) fn authorization(token: &AccessToken) -> Result<HeaderValue, Error> {
    token.header(bearer)
}

fn bearer(secret: &str) -> Result<HeaderValue, Error> {
    if secret.is_empty() {
        let summary = "the credential returned an empty token";
        return Err(Error::new(ErrorKind::Credential, summary));
    }
    if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::new(ErrorKind::Credential, INVALID_TOKEN));
    }
    // The bytes are overwritten when the last clone of the header is dropped; copies in a connection are out of reach.
    let line = Zeroizing::new(["Bearer ", secret].concat().into_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(line))
        .map_err(|_| Error::new(ErrorKind::Credential, INVALID_TOKEN))?;
    value.set_sensitive(true);
    Ok(value)
}

const INVALID_TOKEN: &str = "the token contains a space, a line break or another character that is not allowed in a header: \
                             trim it, and leave off the word `Bearer`";

/// Keeps the headers that another host may see: no token, no ids, and none of the caller's own headers.
pub(super) fn keep_harmless(headers: &mut HeaderMap) {
    let mut kept = HeaderMap::new();
    for name in &HARMLESS {
        if let Some(value) = headers.get(name) {
            kept.insert(name.clone(), value.clone());
        }
    }
    *headers = kept;
}

/// A random GUID, version 4 (RFC 9562, section 5.4).
fn guid() -> [u8; 36] {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let random = fastrand::u128(..);
    let bits = random & !(0xF << 76) & !(0b11 << 62) | (4 << 76) | (0b10 << 62);
    let mut guid = [b'-'; 36];
    let mut at = 0;
    for (index, byte) in bits.to_be_bytes().into_iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            at += 1;
        }
        guid[at] = HEX[usize::from(byte >> 4)];
        guid[at + 1] = HEX[usize::from(byte & 0xF)];
        at += 2;
    }
    guid
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headers of a request with a token.
    fn sent(caller: &HeaderMap, settings: &ClientSettings) -> HeaderMap {
        let id = client_request_id(caller);
        let headers = RequestHeaders {
            caller,
            defaults: &defaults(settings),
            id: Some(&id),
            content_type: None,
            token: Some(&HeaderValue::from_static("Bearer x")),
        };
        headers.build()
    }

    #[test]
    fn a_guid_has_version_4_and_is_new() {
        let guids = [guid(), guid()];
        assert_ne!(guids[0], guids[1]);
        for guid in guids {
            let guid = std::str::from_utf8(&guid).unwrap();
            let places: Vec<_> = guid.match_indices('-').map(|(at, _)| at).collect();
            assert_eq!(places, [8, 13, 18, 23], "{guid}");
            assert_eq!(guid.len(), 36);
            assert_eq!(&guid[14..15], "4", "{guid}");
            assert!(matches!(&guid[19..20], "8" | "9" | "a" | "b"), "{guid}");
        }
    }

    #[test]
    fn headers_of_the_caller_win_unless_they_are_reserved() {
        let mut caller = HeaderMap::new();
        caller.insert(ACCEPT, HeaderValue::from_static("text/plain"));
        caller.insert(CLIENT_REQUEST_ID, HeaderValue::from_static("mine"));
        let settings = ClientSettings::default().user_agent("agent");
        assert_eq!(client_request_id(&caller), "mine");
        let headers = sent(&caller, &settings);
        assert_eq!(headers[ACCEPT], "text/plain");
        assert_eq!(headers[USER_AGENT], settings.user_agent);
        assert_eq!(headers[CLIENT_REQUEST_ID], "mine");

        for name in RESERVED {
            let caller = HeaderMap::from_iter([(name.clone(), HeaderValue::from_static("x"))]);
            let error = check_own(&caller).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Request);
            assert!(error.to_string().contains(name.as_str()), "{error}");
        }
    }

    #[test]
    fn preferences_of_the_request_precede_the_default_ones() {
        let settings = ClientSettings::default()
            .default_header("prefer", "a=default")
            .default_header("Accept-Language", "de")
            .default_header("x-region", "west");
        let mut caller = HeaderMap::new();
        caller.insert(PREFER, HeaderValue::from_static("a=own"));
        caller.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("fi"));
        let headers = sent(&caller, &settings);
        assert_eq!(joined_values(&headers, &PREFER), "a=own, a=default");
        assert_eq!(joined_values(&headers, &ACCEPT_LANGUAGE), "fi");
        assert_eq!(headers["x-region"], "west");
    }

    #[test]
    fn an_invalid_token_is_an_error_that_does_not_show_it() {
        for token in [
            "",
            "planted\n",
            "planted secret",
            "Bearer planted",
            "plan\u{e4}ted",
            "planted\0",
            "planted\r\nX: y",
        ] {
            let error = authorization(&AccessToken::new(token)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credential, "{token:?}");
            assert!(
                !format!("{error} {error:?}").contains("planted"),
                "{error:?}"
            );
        }
    }

    #[test]
    fn the_token_is_marked_as_sensitive() {
        let header = authorization(&AccessToken::new("planted-._~+/=")).unwrap();
        assert!(header.is_sensitive());
        assert!(!format!("{header:?}").contains("planted"));
    }

    #[test]
    fn another_host_sees_only_harmless_headers() {
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
