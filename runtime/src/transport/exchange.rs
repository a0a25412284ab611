//! One attempt at a call: token, request, response.

use std::pin::pin;
use std::time::{Duration, Instant};

use reqwest::header::{
    AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
};
use reqwest::{StatusCode, Url};
use tokio::time::timeout;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::error::sent_token::SentToken;
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::full_response::FullResponse;
use crate::transport::http_response::HttpResponse;
use crate::transport::open_response::{OpenResponse, no_data};
use crate::transport::redirect::Redirects;
use crate::transport::service::Service;
use crate::transport::{body, headers};

/// One attempt at a call.
pub(crate) struct Exchange<'a> {
    pub(super) service: &'a Service,
    pub(super) call: &'a Call,
    pub(super) url: &'a Url,
    pub(super) authorization: &'a mut Authorization,
    /// When the request was sent, once there is a token for it.
    pub(super) sent_at: &'a mut Option<Instant>,
    /// What is known about the attempt so far. It outlives an attempt that times out.
    pub(super) context: Context,
}

/// What an attempt returns: a whole response, or one whose body is still to be read.
pub(crate) trait Receive: Sized {
    /// Makes the attempt.
    fn receive(exchange: Exchange<'_>) -> impl Future<Output = Result<Self, Error>> + Send;

    /// The context of errors about the response.
    fn context(&self) -> &Context;
}

impl Receive for FullResponse {
    async fn receive(mut exchange: Exchange<'_>) -> Result<Self, Error> {
        let response = exchange.full_response().await;
        response.map_err(|error| error.or_context(exchange.context))
    }

    fn context(&self) -> &Context {
        &self.context
    }
}

impl Receive for OpenResponse {
    async fn receive(mut exchange: Exchange<'_>) -> Result<Self, Error> {
        let response = exchange.open_response().await;
        response.map_err(|error| error.or_context(exchange.context))
    }

    fn context(&self) -> &Context {
        &self.context
    }
}

impl Exchange<'_> {
    /// The whole response. The time limit covers all of it.
    async fn full_response(&mut self) -> Result<FullResponse, Error> {
        let limit = self.limit();
        let response = timeout(limit, pin!(self.untimed_full_response())).await;
        if let Ok(response) = response {
            return response;
        }
        // Only the body of the failure is late, and the failure matters more than its message.
        if self.context.is_failure() {
            return Err(Error::service(self.context.clone(), b""));
        }
        let summary = format!("no complete response within {limit:?} (`timeout`)");
        Err(Error::new(ErrorKind::Timeout, summary))
    }

    async fn untimed_full_response(&mut self) -> Result<FullResponse, Error> {
        let response = self.head(false).await?;
        if !self.is_success(response.status) {
            return Err(self.service_error(response).await);
        }
        let max_body = self.service.settings.max_body;
        let (body, interruption) = body::read_body(response.body, max_body).await?;
        let context = self.context.clone();
        let mut received = FullResponse::new(response.status, response.headers, body, context);
        if let Some(failure) = interruption {
            received.interrupt(failure)?;
        }
        Ok(received)
    }

    /// The head of the response. The time limit covers the head, and then each chunk of the body.
    async fn open_response(&mut self) -> Result<OpenResponse, Error> {
        let limit = self.limit();
        let Ok(response) = timeout(limit, self.head(true)).await else {
            return Err(no_data(limit));
        };
        let response = response?;
        if !self.is_success(response.status) {
            return match timeout(limit, self.service_error(response)).await {
                Ok(error) => Err(error),
                Err(_) => Err(Error::service(self.context.clone(), b"")),
            };
        }
        Ok(OpenResponse::new(response, self.context.clone(), limit))
    }

    fn limit(&self) -> Duration {
        self.service.attempt_timeout(self.call.timeout)
    }

    /// Sends the request with its token, and reads the head of the response.
    async fn head(&mut self, is_download: bool) -> Result<HttpResponse, Error> {
        let mut headers = self.headers().await?;
        let redirects = Redirects {
            service: self.service,
            body: self.call.body.as_ref(),
            is_download,
        };
        *self.sent_at = Some(Instant::now());
        let token = SentToken::of(&headers);
        let (url, response) = redirects.follow(self.url.clone(), &mut headers).await?;
        if !headers.contains_key(AUTHORIZATION) {
            self.authorization.answered_without_token();
        }
        let sent = std::mem::take(&mut self.context);
        let mut context = sent.with_head(response.status, &response.headers);
        if let Some(location) = context.location.take() {
            context.location = Some(resolved(location, &url));
        }
        context.sent_token = token;
        self.context = context;
        Ok(response)
    }

    async fn headers(&mut self) -> Result<HeaderMap, Error> {
        let mut headers = headers::of_call(&self.call.headers, &self.service.settings)?;
        self.context.client_request_id = headers::client_request_id(&headers);
        if self.call.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        if self.gets_token() {
            self.authorization.sign(self.service, &mut headers).await?;
        } else {
            headers::keep_harmless(&mut headers);
        }
        Ok(headers)
    }

    /// Whether the URL is on the client's own origin, which was checked before unless it is a monitor's.
    fn gets_token(&self) -> bool {
        match self.call.target {
            Target::Monitor(_) => self.service.root.is_origin_of(self.url),
            Target::Path { .. } | Target::Link(_) => true,
        }
    }

    /// Whether the response is a success for this call. The status alone decides.
    fn is_success(&self, status: StatusCode) -> bool {
        match status {
            // Nothing has changed for the condition that the caller sent (RFC 9110, section 13.1).
            StatusCode::NOT_MODIFIED => {
                let headers = &self.call.headers;
                headers.contains_key(IF_NONE_MATCH) || headers.contains_key(IF_MODIFIED_SINCE)
            }
            // A batch of which some parts were throttled may have this status as a whole
            // (https://learn.microsoft.com/graph/throttling).
            StatusCode::FAILED_DEPENDENCY => self.call.body.is_some(),
            status => status.is_success(),
        }
    }

    async fn service_error(&self, response: HttpResponse) -> Error {
        let context = self.context.clone();
        if let Some(hint) = body::unreadable_encoding(&response.headers) {
            return Error::service(context, b"").with_summary(hint);
        }
        let body = body::read_error(response.body, self.service.settings.max_body).await;
        Error::service(context, &body)
    }
}

/// A `Location` as an absolute URL (RFC 9110, section 10.2.2). One that is absolute already is kept byte for byte.
fn resolved(location: Box<str>, requested: &Url) -> Box<str> {
    if Url::parse(&location).is_ok() {
        return location;
    }
    match requested.join(&location) {
        Ok(url) => String::from(url).into(),
        Err(_) => location,
    }
}
