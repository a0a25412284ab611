//! A response whose body is passed on as it arrives.

use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tokio::time::timeout;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::transport::http_body::HttpBody;
use crate::transport::http_error::HttpError;

/// A successful response whose body has not been read yet.
pub(crate) struct OpenResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) context: Context,
    body: HttpBody,
    /// The time limit for each chunk of the body.
    limit: Duration,
}

impl OpenResponse {
    pub(super) fn new(
        status: StatusCode,
        headers: HeaderMap,
        body: HttpBody,
        context: Context,
        limit: Duration,
    ) -> Self {
        OpenResponse {
            status,
            headers,
            context,
            body,
            limit,
        }
    }

    /// Returns the next chunk of the body, or `None` at its end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = match timeout(self.limit, self.body.chunk()).await {
            Ok(chunk) => chunk.map_err(HttpError::into_error),
            Err(_) => Err(no_data(self.limit)),
        };
        chunk.map_err(|error| error.with_context(self.context.clone()))
    }
}

/// The error when nothing arrives within the time limit.
pub(super) fn no_data(limit: Duration) -> Error {
    let summary = format!("no data arrived within {limit:?} (`timeout`)");
    Error::new(ErrorKind::Timeout, summary)
}
