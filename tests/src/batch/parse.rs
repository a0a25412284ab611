//! Parses and checks the body of a batch.

use std::collections::HashSet;

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::PartRequest;
use crate::failure::Failure;

/// The largest number of parts in a batch.
const PARTS_MAX: usize = 20;

pub(super) fn parse(headers: &HeaderMap, body: &[u8]) -> Result<Vec<PartRequest>, Failure> {
    check_content_type(headers)?;
    let body: Value = serde_json::from_slice(body)
        .map_err(|error| Failure::bad_request(format!("the batch is not JSON: {error}")))?;
    let members = object(&body, "the batch")?;
    check_members(members, &["requests"], "the batch")?;
    let parts = members.get("requests").and_then(Value::as_array);
    let parts = parts.ok_or_else(|| Failure::bad_request("the batch has no array `requests`"))?;
    if !(1..=PARTS_MAX).contains(&parts.len()) {
        return Err(Failure::bad_request(format!(
            "a batch has 1 to {PARTS_MAX} requests, not {}",
            parts.len()
        )));
    }
    let parts: Vec<_> = parts.iter().map(part).collect::<Result<_, _>>()?;
    check_dependencies(&parts)?;
    let mut ids = HashSet::new();
    match parts.iter().find(|part| !ids.insert(part.id.as_str())) {
        Some(part) => Err(Failure::bad_request(format!(
            "the id `{}` is repeated",
            part.id
        ))),
        None => Ok(parts),
    }
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Failure> {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        Ok(())
    } else {
        Err(Failure::bad_request(format!(
            "the content type of a batch is `application/json`, not `{content_type}`"
        )))
    }
}

fn part(value: &Value) -> Result<PartRequest, Failure> {
    let members = object(value, "a request of the batch")?;
    check_members(
        members,
        &["id", "method", "url", "headers", "body", "dependsOn"],
        "a request of the batch",
    )?;
    let id = string(members, "id")?;
    if id.is_empty() {
        return Err(Failure::bad_request(
            "a request of the batch has an empty `id`",
        ));
    }
    let method = method(&string(members, "method")?, &id)?;
    let url = string(members, "url")?;
    check_url(&url)?;
    let headers = headers(members.get("headers"))?;
    Ok(PartRequest {
        body: body(members.get("body"), &headers)?,
        depends_on: depends_on(members.get("dependsOn"))?,
        method,
        headers,
        id,
        url,
    })
}

fn method(name: &str, id: &str) -> Result<Method, Failure> {
    let methods = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
    ];
    let method = methods.into_iter().find(|method| method.as_str() == name);
    method.ok_or_else(|| {
        Failure::bad_request(format!(
            "the method of the request `{id}` is not GET, POST, PUT, PATCH, or DELETE, in capitals"
        ))
    })
}

/// The body of a part: JSON, or bytes in base64. Graph requires a content type with it.
fn body(value: Option<&Value>, headers: &HeaderMap) -> Result<Bytes, Failure> {
    let Some(value) = value else {
        return Ok(Bytes::new());
    };
    let Some(content_type) = headers.get(CONTENT_TYPE) else {
        return Err(Failure::bad_request(
            "a part with a body has a content type",
        ));
    };
    if content_type.as_bytes().starts_with(b"application/json") {
        return Ok(value.to_string().into());
    }
    let decoded = value.as_str().and_then(|text| STANDARD.decode(text).ok());
    decoded.map(Bytes::from).ok_or_else(|| {
        Failure::bad_request("the body of a part is neither JSON nor a string in base64")
    })
}

fn depends_on(value: Option<&Value>) -> Result<Vec<String>, Failure> {
    let Some(value) = value else {
        return Ok(Vec::new());
    };
    let ids = value.as_array().and_then(|ids| {
        let ids = ids.iter().map(|id| id.as_str().map(str::to_owned));
        ids.collect::<Option<Vec<_>>>()
    });
    ids.ok_or_else(|| Failure::bad_request("`dependsOn` is not an array of ids"))
}

/// A part depends on parts before it.
fn check_dependencies(parts: &[PartRequest]) -> Result<(), Failure> {
    let mut known = HashSet::new();
    for part in parts {
        if let Some(unknown) = part
            .depends_on
            .iter()
            .find(|id| !known.contains(id.as_str()))
        {
            return Err(Failure::bad_request(format!(
                "the request `{}` depends on `{unknown}`, which is not before it",
                part.id
            )));
        }
        known.insert(part.id.as_str());
    }
    Ok(())
}

fn check_url(url: &str) -> Result<(), Failure> {
    if !url.starts_with('/') || url.starts_with("//") {
        let message = format!(
            "`{url}` is not a relative URL, which begins with one slash and has no version"
        );
        return Err(Failure::bad_request(message));
    }
    let path = percent_decode_str(url.split('?').next().unwrap_or_default()).decode_utf8_lossy();
    if path.trim_matches('/').eq_ignore_ascii_case("$batch") {
        return Err(Failure::bad_request("a batch cannot contain a batch"));
    }
    Ok(())
}

fn headers(value: Option<&Value>) -> Result<HeaderMap, Failure> {
    let Some(value) = value else {
        return Ok(HeaderMap::new());
    };
    object(value, "`headers`")?.iter().map(header).collect()
}

fn header((name, value): (&String, &Value)) -> Result<(HeaderName, HeaderValue), Failure> {
    let value = value.as_str().ok_or_else(|| invalid_header(name))?;
    let value = value.parse().map_err(|_| invalid_header(name))?;
    let name: HeaderName = name.parse().map_err(|_| invalid_header(name))?;
    if name == AUTHORIZATION {
        return Err(Failure::bad_request(
            "the token belongs to the batch, not to its parts",
        ));
    }
    Ok((name, value))
}

fn invalid_header(name: &str) -> Failure {
    Failure::bad_request(format!(
        "the header `{name}` of a part is not a valid name with a string"
    ))
}

fn object<'v>(value: &'v Value, what: &str) -> Result<&'v Map<String, Value>, Failure> {
    value
        .as_object()
        .ok_or_else(|| Failure::bad_request(format!("{what} is not an object")))
}

fn check_members(members: &Map<String, Value>, known: &[&str], what: &str) -> Result<(), Failure> {
    match members.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(Failure::bad_request(format!(
            "{what} has the unknown member `{name}`"
        ))),
        None => Ok(()),
    }
}

fn string(members: &Map<String, Value>, name: &str) -> Result<String, Failure> {
    let string = members.get(name).and_then(Value::as_str);
    string.map(str::to_owned).ok_or_else(|| {
        Failure::bad_request(format!("a request of the batch has no string `{name}`"))
    })
}
