//! Checks a request against RFC 3986 and HTTP before it is resolved: a client that encodes incorrectly gets a 400.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use percent_encoding::percent_decode_str;

use crate::failure::Failure;

/// The system query options of reads, without their `$`.
const SYSTEM: [&str; 11] = [
    "count",
    "deltatoken",
    "expand",
    "filter",
    "format",
    "orderby",
    "search",
    "select",
    "skip",
    "skiptoken",
    "top",
];

/// The target of a request, split and decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequestLine<'a> {
    /// Path and query as received.
    pub(crate) raw: &'a str,
    /// The decoded segments of the path, starting with the version.
    pub(crate) segments: Vec<String>,
    /// The decoded query options. Names of system options are in lower case, with their `$`.
    pub(crate) options: Vec<(String, String)>,
}

impl<'a> RequestLine<'a> {
    /// Splits, decodes and checks the path and the query.
    pub(crate) fn parse(raw: &'a str, custom: &BTreeSet<String>) -> Result<Self, Failure> {
        let (path, query) = match raw.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (raw, None),
        };
        check_characters("path", path, "/:@")?;
        let segments = segments(path)?;
        let options = match query {
            Some(query) => options(query, custom)?,
            None => Vec::new(),
        };
        Ok(Self {
            raw,
            segments,
            options,
        })
    }
}

fn segments(path: &str) -> Result<Vec<String>, Failure> {
    let rest = path
        .strip_prefix('/')
        .ok_or_else(|| Failure::bad_request("the path does not begin with a slash"))?;
    rest.split('/').map(segment).collect()
}

fn segment(raw: &str) -> Result<String, Failure> {
    match decode("path", raw)?.as_str() {
        "" => Err(Failure::bad_request("the path has an empty segment")),
        "." | ".." => Err(Failure::bad_request(format!(
            "the path has the segment `{raw}`, which URL normalization removes"
        ))),
        decoded => Ok(decoded.to_owned()),
    }
}

fn options(query: &str, custom: &BTreeSet<String>) -> Result<Vec<(String, String)>, Failure> {
    check_characters("query", query, "/:@?")?;
    check_plus(query)?;
    let mut options: Vec<(String, String)> = Vec::new();
    for raw_option in query.split('&') {
        let (name, value) = option(raw_option)?;
        let name = check_name(&name, custom)?;
        if options.iter().any(|(other, _)| *other == name) {
            return Err(Failure::bad_request(format!(
                "the query option `{name}` is repeated"
            )));
        }
        options.push((name, value));
    }
    Ok(options)
}

fn option(raw: &str) -> Result<(String, String), Failure> {
    if raw.is_empty() {
        return Err(Failure::bad_request(
            "the query has an empty option: a `?` or `&` with nothing after it",
        ));
    }
    let (name, value) = raw
        .split_once('=')
        .ok_or_else(|| Failure::bad_request(format!("the query option `{raw}` has no `=`")))?;
    Ok((decode("query", name)?, decode("query", value)?))
}

/// Checks that an option is a system option with its `$`, or an allowed custom option.
fn check_name(name: &str, custom: &BTreeSet<String>) -> Result<String, Failure> {
    let lower = name.to_ascii_lowercase();
    if let Some(system) = lower.strip_prefix('$') {
        if SYSTEM.contains(&system) {
            return Ok(lower);
        }
        return Err(Failure::bad_request(format!(
            "the query option `{name}` is unknown"
        )));
    }
    if custom.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        return Ok(name.to_owned());
    }
    if SYSTEM.contains(&lower.as_str()) {
        return Err(Failure::bad_request(format!(
            "the query option `{name}` lacks its `$`: write `${lower}`"
        )));
    }
    Err(Failure::bad_request(format!(
        "the custom query option `{name}` is unknown"
    )))
}

/// Allows what RFC 3986 does: unreserved characters, sub-delimiters, percent escapes, and `extra` characters.
fn check_characters(component: &str, raw: &str, extra: &str) -> Result<(), Failure> {
    let allowed =
        |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=%".contains(c) || extra.contains(c);
    match raw.chars().find(|&c| !allowed(c)) {
        Some(c) => Err(Failure::bad_request(format!(
            "the {component} contains {c:?}, which must be percent-encoded"
        ))),
        None => Ok(()),
    }
}

/// Rejects a `+`, which some services read as a space and others as a plus.
fn check_plus(query: &str) -> Result<(), Failure> {
    if query.contains('+') {
        let message = "the query contains a bare `+`, which is ambiguous: write `%20` for a space and `%2B` for a plus";
        return Err(Failure::bad_request(message));
    }
    Ok(())
}

fn decode(component: &str, raw: &str) -> Result<String, Failure> {
    check_escapes(component, raw)?;
    let decoded = percent_decode_str(raw).decode_utf8();
    let decoded = decoded
        .map_err(|_| Failure::bad_request(format!("the {component} is not UTF-8 once decoded")))?;
    if decoded.contains('\0') {
        return Err(Failure::bad_request(format!(
            "the {component} contains a NUL character"
        )));
    }
    Ok(decoded.into_owned())
}

fn check_escapes(component: &str, raw: &str) -> Result<(), Failure> {
    let bytes = raw.as_bytes();
    for (index, _) in raw.match_indices('%') {
        let digits = bytes.get(index + 1..index + 3).unwrap_or_default();
        if digits.len() < 2 || !digits.iter().all(u8::is_ascii_hexdigit) {
            let message = format!("the {component} contains an invalid percent escape");
            return Err(Failure::bad_request(message));
        }
    }
    Ok(())
}

/// Every request has a user agent and its own id.
pub(crate) fn check_headers(headers: &HeaderMap) -> Result<(), Failure> {
    for name in ["client-request-id", USER_AGENT.as_str()] {
        if headers.get(name).is_none_or(|value| value.is_empty()) {
            return Err(Failure::bad_request(format!(
                "the request has no `{name}` header"
            )));
        }
    }
    Ok(())
}

/// A read has no body.
pub(crate) fn check_body(has_body: bool) -> Result<(), Failure> {
    if has_body {
        Err(Failure::bad_request("a GET request must not have a body"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(raw: &str) -> Result<RequestLine<'_>, Failure> {
        RequestLine::parse(raw, &BTreeSet::from(["startDateTime".to_owned()]))
    }

    fn assert_rejected(raw: &str, part: &str) {
        let failure = parse(raw).unwrap_err();
        assert_eq!(failure.status, 400);
        assert!(failure.message.contains(part), "{raw}: {}", failure.message);
    }

    #[test]
    fn a_well_formed_line_is_split_and_decoded() {
        let line =
            parse("/v1.0/users/a%2Fb%23?$Filter=a%20eq%20'x%26%2B'&startDateTime=2020-01-01T00:00:00%2B02:00").unwrap();
        assert_eq!(line.segments, ["v1.0", "users", "a/b#"]);
        assert_eq!(
            line.options[0],
            ("$filter".to_owned(), "a eq 'x&+'".to_owned())
        );
        assert_eq!(
            line.options[1],
            (
                "startDateTime".to_owned(),
                "2020-01-01T00:00:00+02:00".to_owned()
            )
        );
    }

    #[test]
    fn unencoded_reserved_characters_are_rejected() {
        for c in [
            ' ', '"', '<', '>', '\\', '^', '`', '{', '|', '}', '[', ']', 'é',
        ] {
            assert_rejected(&format!("/v1.0/users?$filter=a{c}b"), "percent-encoded");
            assert_rejected(&format!("/v1.0/users/a{c}b"), "percent-encoded");
        }
    }

    #[test]
    fn a_bare_plus_is_rejected_in_the_query_and_kept_in_the_path() {
        assert_rejected("/v1.0/users?$filter=a+eq+1", "%2B");
        assert_eq!(parse("/v1.0/users/a+b").unwrap().segments[2], "a+b");
    }

    #[test]
    fn malformed_escapes_are_rejected() {
        assert_rejected("/v1.0/users?$filter=%", "invalid percent escape");
        assert_rejected("/v1.0/users?$filter=%2", "invalid percent escape");
        assert_rejected("/v1.0/users?$filter=%zz", "invalid percent escape");
        assert_rejected("/v1.0/users/%zz", "invalid percent escape");
        assert_rejected("/v1.0/users?$filter=%ff", "UTF-8");
        assert_rejected("/v1.0/users/%00", "NUL");
    }

    #[test]
    fn unknown_and_repeated_options_are_rejected() {
        assert_rejected("/v1.0/users?$foo=1", "`$foo` is unknown");
        assert_rejected("/v1.0/users?foo=1", "custom query option `foo`");
        assert_rejected("/v1.0/users?select=id", "write `$select`");
        assert_rejected("/v1.0/users?$top=1&$Top=2", "repeated");
        assert_rejected("/v1.0/users?$top", "no `=`");
        assert_rejected("/v1.0/users?", "empty option");
        assert_rejected("/v1.0/users?$top=1&", "empty option");
    }

    #[test]
    fn empty_and_relative_segments_are_rejected() {
        assert_rejected("/v1.0//users", "empty segment");
        assert_rejected("/v1.0/users/", "empty segment");
        assert_rejected("/v1.0/users/..", "normalization removes");
        assert_rejected("/v1.0/users/%2E", "normalization removes");
    }
}
