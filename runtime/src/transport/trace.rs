//! What is reported to `tracing`: a span per request and an event per attempt, with OpenTelemetry's names for HTTP clients.
//! Personal data is left out: keys, queries, headers, bodies and the service's messages.

use std::time::Duration;

use reqwest::Url;
use tracing::field::{Empty, display};
use tracing::{Instrument, debug, info_span, warn};

use crate::error::Error;
use crate::error::context::request_id;
use crate::transport::exchange::Received;

/// Runs the future within the span that is current now. A task would otherwise run outside of its caller's span.
pub(crate) fn in_current_span<F: Future>(future: F) -> impl Future<Output = F::Output> + use<F> {
    future.in_current_span()
}

/// The span of a request, from its first attempt to its last.
pub(super) struct Span(tracing::Span);

impl Span {
    pub(super) fn new(method: &str, template: &str, url: &Url) -> Self {
        Self(info_span!(
            target: "graph_resource",
            "graph_request",
            "otel.name" = %format_args!("{method} {template}"),
            "otel.kind" = "client",
            "http.request.method" = method,
            "url.template" = template,
            "server.address" = url.host_str(),
            "server.port" = url.port_or_known_default(),
            "http.request.resend_count" = Empty,
            "http.response.status_code" = Empty,
            "error.type" = Empty,
            "request-id" = Empty,
            "client-request-id" = Empty,
        ))
    }

    /// Runs the future within the span.
    pub(super) fn within<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future.instrument(self.0.clone())
    }

    /// Reports an attempt that succeeded.
    pub(super) fn succeeded(&self, sent: u32, received: &Received<'_>) {
        let status = Some(received.status.as_u16());
        let id = request_id(received.headers);
        let client_id = received.sent.client_request_id();
        self.end(sent, status, id, client_id);
        let _within = self.0.enter();
        debug!(
            target: "graph_resource",
            attempt = sent,
            "http.response.status_code" = status,
            "request-id" = id,
            "client-request-id" = client_id,
            "succeeded"
        );
    }

    /// Reports an attempt that failed; `wait` is the time to the next one, if there is one.
    pub(super) fn failed(&self, sent: u32, error: &Error, wait: Option<Duration>) {
        let _within = self.0.enter();
        // The macros of `tracing` need the level as a constant.
        macro_rules! event {
            ($level:ident, $message:literal) => {
                $level!(
                    target: "graph_resource",
                    attempt = sent,
                    "error.type" = %error_type(error),
                    "http.response.status_code" = error.status(),
                    code = error.code(),
                    "request-id" = error.request_id(),
                    "client-request-id" = error.client_request_id(),
                    wait = wait.map(|wait| wait.as_secs_f64()),
                    $message
                )
            };
        }
        match wait {
            Some(_) => event!(warn, "failed, retrying"),
            None => {
                self.end(
                    sent,
                    error.status(),
                    error.request_id(),
                    error.client_request_id(),
                );
                self.0.record("error.type", display(error_type(error)));
                event!(debug, "failed");
            }
        }
    }

    /// Reports that the request waits because its workload is paused.
    pub(super) fn paused(&self, pause: Duration) {
        let _within = self.0.enter();
        debug!(target: "graph_resource", wait = pause.as_secs_f64(), "waiting: another request was throttled");
    }

    /// Reports that the request waits because the limit of its workload is nearly used up.
    pub(super) fn spaced_out(&self, delay: Duration) {
        let _within = self.0.enter();
        debug!(target: "graph_resource", wait = delay.as_secs_f64(), "waiting: the limit is nearly used up");
    }

    /// Records the outcome of the request, once: some subscribers keep every value of a field.
    fn end(
        &self,
        sent: u32,
        status: Option<u16>,
        request_id: Option<&str>,
        client_request_id: Option<&str>,
    ) {
        self.0
            .record("http.request.resend_count", sent.saturating_sub(1));
        self.0.record("http.response.status_code", status);
        self.0.record("request-id", request_id);
        self.0.record("client-request-id", client_request_id);
    }
}

/// The status of the failure, or its kind if the status does not show a failure.
fn error_type(error: &Error) -> String {
    match error.status().filter(|status| *status >= 400) {
        Some(status) => status.to_string(),
        None => error.kind().as_str().to_owned(),
    }
}
