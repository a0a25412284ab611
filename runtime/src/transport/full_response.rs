//! A successful response with its whole body.

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;

/// The name of the property in which the service reports an error.
const ERROR: &[u8] = b"\"error\"";

/// A successful response, read to its end, or to where the connection broke.
pub(crate) struct FullResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The context of errors about the request. Most responses do not need the rest of their context.
    pub(crate) sent: Context,
    /// The failure that ended the body too early. Such a response may still report an error of the service.
    interruption: Option<Error>,
}

impl FullResponse {
    /// A response that has arrived completely.
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes, sent: Context) -> Self {
        FullResponse {
            status,
            headers,
            body,
            sent,
            interruption: None,
        }
    }

    /// The context of errors about this response.
    pub(crate) fn context(&self) -> Context {
        let sent = self.sent.clone();
        sent.with_head(self.status, &self.headers)
    }

    /// Whether this is the response to a GET, as far as is known.
    pub(crate) fn is_of_get(&self) -> bool {
        self.sent.method.is_none_or(|method| method == "GET")
    }

    /// Records that the body ended too early. Returns the failure if the service cannot have reported an error before.
    pub(super) fn interrupt(&mut self, failure: Error) -> Result<(), Error> {
        let failure = failure.with_context(self.context());
        let mentions_error = self.body.windows(ERROR.len()).any(|bytes| bytes == ERROR);
        if !mentions_error {
            return Err(failure);
        }
        self.interruption = Some(failure);
        Ok(())
    }

    /// Whether all of the body arrived. One that ended too early has no value.
    pub(crate) fn is_complete(&self) -> bool {
        self.interruption.is_none()
    }

    /// The failure of this response: that of the connection, unless the service reported an error before, which matters
    /// more. `decoding` is why the body could not be decoded.
    pub(crate) fn failure(&mut self, decoding: Option<Error>) -> Option<Error> {
        match (self.interruption.take(), decoding) {
            (Some(_), Some(reported)) if reported.kind() == ErrorKind::Status => Some(reported),
            (Some(interruption), _) => Some(interruption),
            (None, decoding) => decoding,
        }
    }

    /// The media type without its parameters, in lower case.
    pub(crate) fn media_type(&self) -> Option<String> {
        media_type(self.headers.get(CONTENT_TYPE)?.to_str().ok()?)
    }

    /// The media type for an error, in which a token that was echoed is blanked.
    #[cold]
    pub(crate) fn shown_media_type(&self) -> Option<String> {
        let value = self.headers.get(CONTENT_TYPE)?.to_str().ok()?;
        media_type(&self.sent.sent_token.blank(value))
    }

    /// Whether the response declares JSON, or does not declare a media type.
    pub(crate) fn is_json(&self) -> bool {
        match self.media_type() {
            Some(media_type) => media_type.contains("json"),
            None => true,
        }
    }
}

fn media_type(value: &str) -> Option<String> {
    Some(value.split(';').next()?.trim().to_ascii_lowercase())
}
