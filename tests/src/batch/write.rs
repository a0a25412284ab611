//! Writes the response to a part in the form of a batch response.

use axum::body::to_bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

pub(super) async fn part(id: &str, response: Response) -> Value {
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX)
        .await
        .expect("a response of this service has its whole body");
    let mut part =
        json!({"id": id, "status": parts.status.as_u16(), "headers": headers(&parts.headers)});
    if !bytes.is_empty() {
        part["body"] = body_of(&parts.headers, &bytes);
    }
    part
}

/// Writes JSON as JSON, text as a string, and bytes in base64.
fn body_of(headers: &HeaderMap, bytes: &[u8]) -> Value {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if content_type.contains("json") {
        serde_json::from_slice(bytes).unwrap_or_else(|_| text(bytes))
    } else if content_type.starts_with("text/") {
        text(bytes)
    } else {
        STANDARD.encode(bytes).into()
    }
}

fn text(bytes: &[u8]) -> Value {
    String::from_utf8_lossy(bytes).into_owned().into()
}

fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let strings = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    strings
        .map(|(name, value)| (title(name), value.into()))
        .collect()
}

/// Capitalizes the name of a header, so that clients cannot rely on lower case.
fn title(name: &str) -> String {
    if name.starts_with("x-") || name.ends_with("request-id") {
        return name.to_owned();
    }
    let words = name.split('-').map(|word| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + rest
    });
    words.collect::<Vec<_>>().join("-")
}
