//! Replies to a batch: to each of its requests as if it had been sent on its own.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::testing::recorded::RecordedRequest;
use crate::testing::reply::Reply;
use crate::testing::state::SharedState;

#[derive(Deserialize)]
pub(super) struct Batch {
    pub(super) requests: Vec<Part>,
}

#[derive(Deserialize)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) method: String,
    pub(super) url: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: Value,
    #[serde(default, rename = "dependsOn")]
    depends_on: Vec<String>,
}

impl Part {
    /// The body as if the request had been sent on its own.
    pub(super) fn body_bytes(&self) -> Bytes {
        let is_json = self.headers.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("content-type") && value.contains("json")
        });
        match &self.body {
            Value::Null => Bytes::new(),
            Value::String(base64) if !is_json => STANDARD.decode(base64).unwrap_or_default().into(),
            json => json.to_string().into(),
        }
    }
}

pub(super) fn reply_to_parts(state: &SharedState, body: &[u8]) -> Result<Reply, Error> {
    let batch: Batch = serde_json::from_slice(body).map_err(|source| {
        Error::new(ErrorKind::Request, "the fake cannot decode the batch").with_source(source)
    })?;
    let mut responses = Vec::with_capacity(batch.requests.len());
    let mut succeeded = BTreeSet::new();
    for part in batch.requests {
        if !part.depends_on.iter().all(|id| succeeded.contains(id)) {
            responses.push(part_response(&part.id, 424, Vec::new(), b""));
            continue;
        }
        let body = part.body_bytes();
        let reply = state.reply_to(RecordedRequest {
            method: part.method,
            url: part.url,
            headers: part.headers.into_iter().collect(),
            body,
            authorized: true,
        })?;
        match reply {
            Reply::Response {
                status,
                headers,
                body,
            } => {
                responses.push(part_response(&part.id, status, headers, &body));
                if (200..300).contains(&status) {
                    succeeded.insert(part.id);
                }
            }
            // All parts share one connection, so a broken connection or a timeout is that of the whole batch.
            Reply::Reset | Reply::Timeout => return Ok(reply),
        }
    }
    Ok(Reply::json(200, &[], &json!({"responses": responses})))
}

fn part_response(id: &str, status: u16, mut headers: Vec<(String, String)>, body: &[u8]) -> Value {
    let body = json_body(&mut headers, body);
    let headers: Map<_, _> = headers
        .into_iter()
        .map(|(name, value)| (name, Value::String(value)))
        .collect();
    json!({"id": id, "status": status, "headers": headers, "body": body})
}

/// The body as Graph writes it into a batch response: JSON as it is, text as a string, all else in base64. A body without
/// a media type gets one, unless it is JSON.
fn json_body(headers: &mut Vec<(String, String)>, body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    let media_type = media_type(headers);
    let is_text = match &media_type {
        Some(media_type) => media_type.starts_with("text/") || media_type.contains("json"),
        None => std::str::from_utf8(body).is_ok(),
    };
    if media_type.is_none_or(|media_type| media_type.contains("json")) {
        if let Ok(json) = serde_json::from_slice(body) {
            return json;
        }
    }
    let (actual, string) = if is_text {
        ("text/plain", String::from_utf8_lossy(body).into_owned())
    } else {
        ("application/octet-stream", STANDARD.encode(body))
    };
    if !headers.iter().any(is_content_type) {
        headers.push(("content-type".to_owned(), actual.to_owned()));
    }
    Value::String(string)
}

fn media_type(headers: &[(String, String)]) -> Option<String> {
    let (_, value) = headers.iter().find(|header| is_content_type(header))?;
    Some(value.trim_start().to_ascii_lowercase())
}

fn is_content_type((name, _): &(String, String)) -> bool {
    name.eq_ignore_ascii_case("content-type")
}
