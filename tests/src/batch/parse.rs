//! The body of a batch, and what it may hold.

use std::collections::HashSet;

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::Asked;
use crate::failure::Failure;

/// How many parts a batch can have.
const PARTS_MAX: usize = 20;

pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Vec<Asked>, Failure> {
    check_content_type(headers)?;
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| Failure::bad_request(format!("the batch is no JSON: {error}")))?;
    let members = object(&body, "the batch")?;
    only(members, &["requests"], "the batch")?;
    let parts = members.get("requests").and_then(Value::as_array);
    let parts = parts.ok_or_else(|| Failure::bad_request("the batch has no array `requests`"))?;
    if !(1..=PARTS_MAX).contains(&parts.len()) {
        return Err(Failure::bad_request(format!(
            "a batch has 1 to {PARTS_MAX} requests, not {}",
            parts.len()
        )));
    }
    let parts: Vec<_> = parts.iter().map(part).collect::<Result<_, _>>()?;
    let mut ids = HashSet::new();
    match parts.iter().find(|part| !ids.insert(part.id.as_str())) {
        Some(part) => Err(Failure::bad_request(format!(
            "the id `{}` is there twice",
            part.id
        ))),
        None => Ok(parts),
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Failure> {
    let given = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = given.split(';').next().unwrap_or_default().trim();
    match media_type.eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Failure::bad_request(format!(
            "a batch is of the type `application/json`, not `{given}`"
        ))),
    }
}

fn part(value: &Value) -> Result<Asked, Failure> {
    let members = object(value, "a request of the batch")?;
    only(
        members,
        &["id", "method", "url", "headers"],
        "a request of the batch",
    )?;
    let id = text(members, "id")?;
    if id.is_empty() {
        return Err(Failure::bad_request(
            "a request of the batch has an empty `id`",
        ));
    }
    if text(members, "method")? != "GET" {
        return Err(Failure::bad_request(format!(
            "the request `{id}` is not of the method GET, in capitals"
        )));
    }
    let url = text(members, "url")?;
    check_url(&url)?;
    Ok(Asked {
        headers: headers(members.get("headers"))?,
        id,
        url,
    })
}

fn check_url(url: &str) -> Result<(), Failure> {
    if !url.starts_with('/') || url.starts_with("//") {
        let message =
            format!("`{url}` is no relative URL: it begins with one slash and has no version");
        return Err(Failure::bad_request(message));
    }
    let path = percent_decode_str(url.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    match path.trim_matches('/').eq_ignore_ascii_case("$batch") {
        true => Err(Failure::bad_request("a batch cannot hold a batch")),
        false => Ok(()),
    }
}

fn headers(value: Option<&Value>) -> Result<HeaderMap, Failure> {
    let Some(value) = value else {
        return Ok(HeaderMap::new());
    };
    object(value, "`headers`")?.iter().map(header).collect()
}

fn header((name, value): (&String, &Value)) -> Result<(HeaderName, HeaderValue), Failure> {
    let wrong = || {
        Failure::bad_request(format!(
            "the header `{name}` of a part is not a name and a text"
        ))
    };
    let value = value.as_str().ok_or_else(wrong)?;
    let pair = (
        name.parse().map_err(|_| wrong())?,
        value.parse().map_err(|_| wrong())?,
    );
    match pair.0 == AUTHORIZATION {
        true => Err(Failure::bad_request(
            "the token belongs to the batch, not to its parts",
        )),
        false => Ok(pair),
    }
}

fn object<'v>(value: &'v Value, what: &str) -> Result<&'v Map<String, Value>, Failure> {
    value
        .as_object()
        .ok_or_else(|| Failure::bad_request(format!("{what} is no object")))
}

fn only(members: &Map<String, Value>, known: &[&str], what: &str) -> Result<(), Failure> {
    match members.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(Failure::bad_request(format!(
            "{what} has the member `{name}`, which no read needs"
        ))),
        None => Ok(()),
    }
}

fn text(members: &Map<String, Value>, name: &str) -> Result<String, Failure> {
    let text = members.get(name).and_then(Value::as_str);
    text.map(str::to_owned)
        .ok_or_else(|| Failure::bad_request(format!("a request of the batch has no text `{name}`")))
}
