//! One GET whose body is handed on as it comes.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode};

use super::{Call, body, check_runtime, wire_error};
use crate::client::Client;
use crate::error::{Context, Error, ErrorKind};

/// A successful answer whose body has not been read yet.
pub(crate) struct Opened {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) context: Context,
    response: Response,
    /// The time that one piece of the body may take.
    limit: Duration,
}

impl Client {
    /// Sends the call and reads its head. The time limit is for the head, and for each piece of the body.
    pub(crate) async fn open(&self, call: Call<'_>) -> Result<Opened, Error> {
        let mut context = Context::of_request(call.template);
        let opening = async {
            let inner = self.inner()?;
            let url = inner.locate(call.target)?;
            check_runtime()?;
            let limit = call.timeout.unwrap_or(inner.timeout);
            let response = tokio::time::timeout(limit, inner.respond(&call, url, &mut context));
            let response = response.await.map_err(|_| too_slow(limit))??;
            let (status, headers) = (response.status(), response.headers().clone());
            if !status.is_success() {
                let body = tokio::time::timeout(limit, body::of_error(response, inner.max_body)).await;
                return Err(Error::service(context.clone(), &body.unwrap_or_default()));
            }
            Ok(Opened { status, headers, context: context.clone(), response, limit })
        };
        let opened = Box::pin(opening).await;
        opened.map_err(|error| error.or_context(context))
    }
}

impl Opened {
    /// The next piece of the body; `None` at its end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = tokio::time::timeout(self.limit, self.response.chunk()).await;
        let chunk = chunk.map_err(|_| too_slow(self.limit)).and_then(|chunk| chunk.map_err(wire_error));
        chunk.map_err(|error| error.with_context(self.context.clone()))
    }
}

fn too_slow(limit: Duration) -> Error {
    Error::new(ErrorKind::Timeout, format!("nothing came within {limit:?}"))
}
