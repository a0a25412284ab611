//! A body that is handed on as it comes.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode, Url};

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::transport::authorize::Authorization;
use crate::transport::body;
use crate::transport::call::Call;
use crate::transport::service::Service;
use crate::transport::wire_error::wire_error;

/// A successful answer whose body has not been read yet.
pub(crate) struct Opened {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) context: Context,
    response: Response,
    /// The time that one piece of the body may take.
    limit: Duration,
}

impl Service {
    /// One attempt. The time limit is for the head, and then for each piece of the body.
    pub(super) async fn open(
        &self,
        call: &Call<'_>,
        url: Url,
        authorization: &mut Authorization,
        context: &mut Context,
    ) -> Result<Opened, Error> {
        let limit = call.timeout.unwrap_or(self.timeout);
        let response =
            tokio::time::timeout(limit, self.respond(call, url, authorization, context)).await;
        let response = response.map_err(|_| too_slow(limit))??;
        let (status, headers) = (response.status(), response.headers().clone());
        if !status.is_success() {
            let body = tokio::time::timeout(limit, body::of_error(response, self.max_body)).await;
            return Err(Error::service(context.clone(), &body.unwrap_or_default()));
        }
        Ok(Opened {
            status,
            headers,
            context: context.clone(),
            response,
            limit,
        })
    }
}

impl Opened {
    /// The next piece of the body; `None` at its end.
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        let chunk = tokio::time::timeout(self.limit, self.response.chunk()).await;
        let chunk = chunk
            .map_err(|_| too_slow(self.limit))
            .and_then(|chunk| chunk.map_err(wire_error));
        chunk.map_err(|error| error.with_context(self.context.clone()))
    }
}

fn too_slow(limit: Duration) -> Error {
    Error::new(ErrorKind::Timeout, format!("nothing came within {limit:?}"))
}
