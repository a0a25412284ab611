//! One attempt at a call: token, request, response.

use std::pin::pin;
use std::time::Duration;

use reqwest::header::{
    AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
};
use reqwest::{StatusCode, Url};
use tokio::time::Instant;

use crate::error::Error;
use crate::error::context::Context;
use crate::error::kind::ErrorKind;
use crate::error::sent_token::SentToken;
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::clock::in_time;
use crate::transport::full_response::FullResponse;
use crate::transport::http_body::HttpBody;
use crate::transport::http_response::HttpResponse;
use crate::transport::open_response::{OpenResponse, no_data};
use crate::transport::redirect::{Followed, Redirects, SentRequest};
use crate::transport::service::Service;
use crate::transport::{body, headers};

/// One attempt at a call.
pub(crate) struct Exchange<'a> {
    pub(super) service: &'a Service,
    pub(super) call: &'a Call,
    pub(super) url: &'a Url,
    pub(super) authorization: &'a mut Authorization,
    /// The request that was sent last, once there is a token for the first one.
    pub(super) last_request: &'a mut Option<SentRequest>,
    /// What is known about the attempt so far. It outlives an attempt that times out.
    pub(super) context: Context,
}

/// What an attempt returns: a whole response, or one whose body is still to be read.
pub(crate) trait Receive: Sized {
    /// Makes the attempt.
    fn receive(exchange: &mut Exchange<'_>) -> impl Future<Output = Result<Self, Error>> + Send;

    /// The context of errors about the response.
    fn context(&self) -> &Context;
}

impl Receive for FullResponse {
    async fn receive(exchange: &mut Exchange<'_>) -> Result<Self, Error> {
        exchange.full_response().await
    }

    fn context(&self) -> &Context {
        &self.context
    }
}

impl Receive for OpenResponse {
    async fn receive(exchange: &mut Exchange<'_>) -> Result<Self, Error> {
        exchange.open_response().await
    }

    fn context(&self) -> &Context {
        &self.context
    }
}

impl Exchange<'_> {
    /// The whole response. The time limit covers all of it.
    async fn full_response(&mut self) -> Result<FullResponse, Error> {
        let limit = self.limit();
        let end = Instant::now().checked_add(limit);
        let too_late = || {
            let summary = format!("no complete response within {limit:?} (`timeout`)");
            Error::new(ErrorKind::Timeout, summary)
        };
        let head = in_time(end, pin!(self.head(false))).await;
        let response = self.check(head.ok_or_else(too_late)??, end).await?;
        let body = in_time(end, pin!(self.body(response))).await;
        body.ok_or_else(too_late)?
    }

    async fn body(&self, response: HttpResponse) -> Result<FullResponse, Error> {
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
        let end = Instant::now().checked_add(limit);
        let head = in_time(end, self.head(true)).await;
        let response = head.ok_or_else(|| no_data(limit))??;
        let response = self.check(response, end).await?;
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
        let token = SentToken::of(&headers);
        let Followed { response, throttle } = redirects
            .follow(self.url.clone(), &mut headers, self.last_request)
            .await?;
        if !headers.contains_key(AUTHORIZATION) {
            self.authorization.answered_without_token();
            // Another host knows nothing of Graph's permissions.
            self.context.permissions = None;
        }
        let sent = std::mem::take(&mut self.context);
        let mut context = sent.with_head(response.status, &response.headers);
        if let (Some(location), Some(request)) = (context.location.take(), &self.last_request) {
            context.location = Some(resolved(location, &request.url));
        }
        context.throttle = context.throttle.or(throttle);
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

    /// The response, if it is a result of this call.
    async fn check(
        &self,
        mut response: HttpResponse,
        end: Option<Instant>,
    ) -> Result<HttpResponse, Error> {
        if self.call.is_optional && response.status == StatusCode::NOT_FOUND {
            // The body is read only so that the connection can be used again.
            let body = std::mem::take(&mut response.body);
            self.error_body(body, end).await;
        } else if !self.is_success(response.status) {
            return Err(self.service_error(response, end).await);
        }
        Ok(response)
    }

    /// The failure that the service reports. It matters more than its message, so a body that is late is left out.
    async fn service_error(&self, response: HttpResponse, end: Option<Instant>) -> Error {
        let context = self.context.clone();
        if let Some(hint) = body::unreadable_encoding(&response.headers) {
            return Error::service(context, b"").with_summary(hint);
        }
        let body = self.error_body(response.body, end).await;
        Error::service(context, &body)
    }

    /// The body of an error, or nothing if it is not complete in time.
    async fn error_body(&self, body: HttpBody, end: Option<Instant>) -> Vec<u8> {
        let max = self.service.settings.max_body;
        let read = in_time(end, body::read_error(body, max)).await;
        read.unwrap_or_default()
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
