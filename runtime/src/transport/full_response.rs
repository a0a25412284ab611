//! A successful response with its whole body.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use crate::error::context::Context;

/// A successful response, read to its end.
pub(crate) struct FullResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The context of errors about this response.
    pub(crate) context: Context,
}

impl FullResponse {
    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        Some(value.split(';').next()?.trim().to_ascii_lowercase())
    }

    /// Whether the response declares JSON, or does not declare a media type.
    pub(crate) fn is_json(&self) -> bool {
        match self.media_type() {
            Some(media_type) => media_type.contains("json"),
            None => true,
        }
    }
}
