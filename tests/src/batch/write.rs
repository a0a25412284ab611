//! The answer to a part, as it stands in the answer to its batch.

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
        .expect("an answer of this service has its whole body");
    let mut part =
        json!({"id": id, "status": parts.status.as_u16(), "headers": headers(&parts.headers)});
    if !bytes.is_empty() {
        part["body"] = body_of(&parts.headers, &bytes);
    }
    part
}

/// JSON stands as JSON, text as text, and bytes in base64.
fn body_of(headers: &HeaderMap, bytes: &[u8]) -> Value {
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let text = || String::from_utf8_lossy(bytes).into_owned();
    match content_type {
        json if json.contains("json") => {
            serde_json::from_slice(bytes).unwrap_or_else(|_| text().into())
        }
        plain if plain.starts_with("text/") => text().into(),
        _ => STANDARD.encode(bytes).into(),
    }
}

fn headers(headers: &HeaderMap) -> Map<String, Value> {
    let texts = headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)));
    texts
        .map(|(name, value)| (title(name), value.into()))
        .collect()
}

/// Names of headers stand in JSON as they are written elsewhere, so clients cannot count on lower case.
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
