//! Replaces `trace` when the feature `tracing` is off, and does nothing.

use std::time::Duration;

use reqwest::Url;

use crate::error::Error;
use crate::transport::exchange::Received;

pub(crate) fn in_current_span<F: Future>(future: F) -> F {
    future
}

pub(super) struct Span;

impl Span {
    pub(super) fn new(_method: &str, _template: &str, _url: &Url) -> Self {
        Self
    }

    pub(super) fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub(super) fn succeeded(&self, _sent: u32, _received: &Received<'_>) {}

    pub(super) fn failed(&self, _sent: u32, _error: &Error, _wait: Option<Duration>) {}

    pub(super) fn paused(&self, _pause: Duration) {}

    pub(super) fn spaced_out(&self, _delay: Duration) {}
}
