//! One attempt at a call: token, request, response.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use reqwest::{StatusCode, Url};
use tokio::time::Instant;

use crate::error::Error;
use crate::error::context::{Context, throttle_info};
use crate::error::kind::ErrorKind;
use crate::error::sent_token::SentToken;
use crate::error::throttle_info::ThrottleInfo;
use crate::transport::authorize::Authorization;
use crate::transport::body::ReadBody;
use crate::transport::call::{Call, Target};
use crate::transport::clock::in_time;
use crate::transport::full_response::FullResponse;
use crate::transport::headers::RequestHeaders;
use crate::transport::http_body::HttpBody;
use crate::transport::open_response::{OpenResponse, no_data};
use crate::transport::redirect::{Followed, Redirects, SentRequest};
use crate::transport::service::Service;
use crate::transport::{body, headers};

/// One attempt at a call.
pub(crate) struct Exchange<'a> {
    service: &'a Service,
    call: &'a Call,
    url: &'a Url,
    authorization: &'a mut Authorization,
    /// The request that was sent last, once there is a token for the first one.
    last_request: &'a mut Option<SentRequest>,
    known: &'a mut Known,
    /// The body of the response, until it has been read.
    body: HttpBody,
}

/// What is known about an attempt. It outlives one that times out.
#[derive(Default)]
pub(super) struct Known {
    /// The context of errors, without what the headers of the response say.
    context: Context,
    /// The headers of the response, once they have arrived.
    headers: HeaderMap,
}

impl Known {
    /// The context of the error with which the attempt ended.
    pub(super) fn take_context(&mut self) -> Context {
        let context = std::mem::take(&mut self.context);
        context.with_headers(&std::mem::take(&mut self.headers))
    }
}

/// What an attempt returns: a whole response, or one whose body is still to be read.
pub(crate) trait Receive: Sized {
    /// Makes the attempt.
    fn receive(exchange: &mut Exchange<'_>) -> impl Future<Output = Result<Self, Error>> + Send;

    /// The head of the response.
    fn received(&self) -> Received<'_>;
}

/// The head of a response, and the context of its request.
pub(crate) struct Received<'a> {
    pub(super) status: StatusCode,
    pub(super) headers: &'a HeaderMap,
    pub(super) sent: &'a Context,
}

impl Received<'_> {
    /// What the service, or a redirect to it, reported about its limits.
    pub(crate) fn throttle(&self) -> Option<Box<ThrottleInfo>> {
        let reported = throttle_info(Some(self.status), self.headers);
        reported.or_else(|| self.sent.throttle.clone())
    }
}

impl Receive for FullResponse {
    async fn receive(exchange: &mut Exchange<'_>) -> Result<Self, Error> {
        exchange.full_response().await
    }

    fn received(&self) -> Received<'_> {
        Received {
            status: self.status,
            headers: &self.headers,
            sent: &self.sent,
        }
    }
}

impl Receive for OpenResponse {
    async fn receive(exchange: &mut Exchange<'_>) -> Result<Self, Error> {
        exchange.open_response().await
    }

    fn received(&self) -> Received<'_> {
        Received {
            status: self.status,
            headers: &self.headers,
            sent: &self.context,
        }
    }
}

impl<'a> Exchange<'a> {
    pub(super) fn new(
        service: &'a Service,
        call: &'a Call,
        url: &'a Url,
        authorization: &'a mut Authorization,
        last_request: &'a mut Option<SentRequest>,
        known: &'a mut Known,
    ) -> Self {
        *known = Known {
            context: call.context(),
            headers: HeaderMap::new(),
        };
        Exchange {
            service,
            call,
            url,
            authorization,
            last_request,
            known,
            body: HttpBody::default(),
        }
    }

    /// The whole response. The time limit covers all of it.
    async fn full_response(&mut self) -> Result<FullResponse, Error> {
        let limit = self.limit();
        let end = Instant::now().checked_add(limit);
        let read = in_time(end, pin!(self.send_and_read())).await;
        let (status, body) = read.ok_or_else(|| {
            let summary = format!("no complete response within {limit:?} (`timeout`)");
            Error::new(ErrorKind::Timeout, summary)
        })??;
        let Some((body, interruption)) = body else {
            Box::pin(self.accept_failure(status, end)).await?;
            return Ok(self.received(status, Bytes::new()));
        };
        let mut received = self.received(status, body);
        if let Some(failure) = interruption {
            received.interrupt(failure)?;
        }
        Ok(received)
    }

    /// Sends the request and reads the response. Leaves a body that is not the result of this call unread.
    async fn send_and_read(&mut self) -> Result<(StatusCode, Option<ReadBody>), Error> {
        let status = self.send(false).await?;
        if !self.is_success(status) {
            return Ok((status, None));
        }
        let max_body = self.service.settings.max_body;
        let body = body::read_body(&mut self.body, max_body).await?;
        Ok((status, Some(body)))
    }

    fn received(&mut self, status: StatusCode, body: Bytes) -> FullResponse {
        let headers = std::mem::take(&mut self.known.headers);
        FullResponse::new(
            status,
            headers,
            body,
            std::mem::take(&mut self.known.context),
        )
    }

    /// The head of the response. The time limit covers the head, and then each chunk of the body.
    async fn open_response(&mut self) -> Result<OpenResponse, Error> {
        let limit = self.limit();
        let end = Instant::now().checked_add(limit);
        let status = in_time(end, pin!(self.send(true))).await;
        let status = status.ok_or_else(|| no_data(limit))??;
        if !self.is_success(status) {
            Box::pin(self.accept_failure(status, end)).await?;
        }
        let headers = std::mem::take(&mut self.known.headers);
        let context = std::mem::take(&mut self.known.context).with_headers(&headers);
        let body = std::mem::take(&mut self.body);
        Ok(OpenResponse::new(status, headers, body, context, limit))
    }

    fn limit(&self) -> Duration {
        self.service.attempt_timeout(self.call.timeout)
    }

    /// Sends the request with its token, and keeps the response.
    async fn send(&mut self, is_download: bool) -> Result<StatusCode, Error> {
        headers::check_own(&self.call.headers)?;
        let id = headers::client_request_id(&self.call.headers);
        self.known.context.client_request_id = Some(id);
        self.known.context.sent_token = SentToken::of(self.token().await?);
        let mut headers = RequestHeaders {
            caller: &self.call.headers,
            defaults: &self.service.default_headers,
            id: self.known.context.client_request_id.as_ref(),
            content_type: self.call.body.as_ref().map(|body| &body.content_type),
            token: self.known.context.sent_token.header(),
        };
        let redirects = Redirects {
            service: self.service,
            call: self.call,
            is_download,
        };
        let Followed { response, throttle } = redirects
            .follow(self.url, &mut headers, self.last_request)
            .await?;
        if headers.token.is_none() {
            self.authorization.answered_without_token();
            // Another host knows nothing of Graph's permissions.
            self.known.context.permissions = None;
        }
        self.known.context.status = Some(response.status);
        self.known.context.throttle = throttle;
        if let Some(request) = self.last_request {
            self.known.context.location = location(&response.headers, request.url(self.url));
        }
        self.known.headers = response.headers;
        self.body = response.body;
        Ok(response.status)
    }

    /// The `Authorization` header, unless the URL is on another host.
    async fn token(&mut self) -> Result<Option<HeaderValue>, Error> {
        if !self.gets_token() {
            return Ok(None);
        }
        self.authorization.header(self.service).await.map(Some)
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
            StatusCode::NOT_MODIFIED if self.call.method.is_safe() => {
                let headers = &self.call.headers;
                headers.contains_key(IF_NONE_MATCH) || headers.contains_key(IF_MODIFIED_SINCE)
            }
            // A batch of which some parts were throttled may have this status as a whole
            // (https://learn.microsoft.com/graph/throttling).
            StatusCode::FAILED_DEPENDENCY => self.call.is_batch,
            status => status.is_success(),
        }
    }

    /// Accepts a response that is a result of this call although its status is not a success, or returns the failure.
    /// Callers box the future, which few attempts need.
    async fn accept_failure(
        &mut self,
        status: StatusCode,
        end: Option<Instant>,
    ) -> Result<(), Error> {
        if self.call.is_optional && status == StatusCode::NOT_FOUND {
            // The body is read only so that the connection can be used again.
            self.error_body(end).await;
            return Ok(());
        }
        Err(self.service_error(end).await)
    }

    /// The failure that the service reports. It matters more than its message, so a body that is late is left out.
    async fn service_error(&mut self, end: Option<Instant>) -> Error {
        let context = self.known.context.clone().with_headers(&self.known.headers);
        if let Some(hint) = body::unreadable_encoding(&self.known.headers) {
            return Error::service(context, b"").with_summary(hint);
        }
        let body = self.error_body(end).await;
        Error::service(context, &body)
    }

    /// The body of an error, or nothing if it is not complete in time.
    async fn error_body(&mut self, end: Option<Instant>) -> Vec<u8> {
        let body = std::mem::take(&mut self.body);
        let max = self.service.settings.max_body;
        let read = in_time(end, body::read_error(body, max)).await;
        read.unwrap_or_default()
    }
}

/// The `Location` as an absolute URL (RFC 9110, section 10.2.2). One that is absolute already is kept byte for byte.
fn location(headers: &HeaderMap, requested: &Url) -> Option<Box<str>> {
    let location = headers.get(LOCATION)?.to_str().ok()?;
    if Url::parse(location).is_ok() {
        return Some(location.into());
    }
    match requested.join(location) {
        Ok(url) => Some(String::from(url).into()),
        Err(_) => Some(location.into()),
    }
}
