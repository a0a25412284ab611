//! The body of a part, as it would be if the request had been sent on its own.
//!
//! A batch response is JSON, so a body of another media type is a JSON string: of the text itself for `text/*`, and of
//! base64 for all others ([OData JSON Format, section 19]).
//!
//! [OData JSON Format, section 19]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::read::batch::response::PartBody;
use crate::types::edm_text::EdmText;

/// How a body of this media type is written as JSON.
enum Form {
    Json,
    Text,
    Base64,
}

impl Form {
    fn of(headers: &HeaderMap) -> Option<Self> {
        let media_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
        let media_type = media_type.trim_start().to_ascii_lowercase();
        if media_type.contains("json") {
            Some(Form::Json)
        } else if media_type.starts_with("text/") {
            Some(Form::Text)
        } else {
            Some(Form::Base64)
        }
    }
}

impl PartBody {
    /// The bytes of a successful response, or what is wrong with them.
    pub(super) fn bytes(self, headers: &HeaderMap) -> Result<Bytes, &'static str> {
        let json = match self {
            PartBody::Absent => return Ok(Bytes::new()),
            PartBody::Invalid(_) => {
                return Err("the batch response has a body that is not valid JSON");
            }
            PartBody::Json(json) => json,
        };
        match Form::of(headers) {
            Some(Form::Text) if is_string(&json) => text(&json),
            Some(Form::Base64) if is_string(&json) => base64(&json),
            _ => Ok(json),
        }
    }

    /// The bytes of an error response. They are never wrong, so that the status is not lost.
    pub(super) fn error_bytes(self, headers: &HeaderMap) -> Bytes {
        match self {
            PartBody::Invalid(raw) => text_before_json(raw),
            PartBody::Json(json) => {
                let body = PartBody::Json(json.clone()).bytes(headers);
                body.or_else(|_| text(&json)).unwrap_or_default()
            }
            PartBody::Absent => Bytes::new(),
        }
    }
}

/// Prepares the response to a path that ends in `/$count`: digits, which are plain text whatever the batch declares.
pub(super) fn declare_text(headers: &mut HeaderMap) {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
}

/// The bytes of a body whose media type is not declared, for a request that expects bytes.
pub(super) fn undeclared_bytes(headers: &HeaderMap, body: &Bytes) -> Result<Bytes, &'static str> {
    if Form::of(headers).is_none() && is_string(body) {
        return base64(body);
    }
    Ok(body.clone())
}

fn is_string(json: &[u8]) -> bool {
    json.starts_with(b"\"")
}

fn text(json: &[u8]) -> Result<Bytes, &'static str> {
    let text: Result<String, _> = serde_json::from_slice(json);
    text.map(Bytes::from)
        .map_err(|_| "the batch response has a string that is not valid Unicode")
}

fn base64(json: &[u8]) -> Result<Bytes, &'static str> {
    serde_json::from_slice(json)
        .ok()
        .and_then(|text: String| Vec::from_text(&text))
        .map(Bytes::from)
        .ok_or("the batch response has bytes that are not valid base64")
}

/// The beginning of something that is not JSON, such as a message of a proxy. What follows a bracket or a quotation mark
/// may belong to another part.
fn text_before_json(raw: Bytes) -> Bytes {
    let end = raw.iter().position(|byte| b"{[\"".contains(byte));
    raw.slice(..end.unwrap_or(raw.len()))
}
