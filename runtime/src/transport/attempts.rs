//! The attempts at one call, until one succeeds or the retry policy stops.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use tokio::sync::OwnedSemaphorePermit;

use crate::address::resource_path::ResourcePath;
use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::exchange::{Exchange, Receive};
use crate::transport::limiter;
use crate::transport::service::Service;
use crate::transport::trace::Span;
use crate::transport::wire;

/// The attempts at one call. They know nothing of the type that the response is decoded into.
pub(crate) struct Attempts {
    service: Arc<Service>,
    call: Call,
    url: Url,
    workload: Workload,
    clock: Clock,
    /// The time spent waiting before the first attempt because other requests were throttled.
    paused: Duration,
    /// The number of attempts sent.
    sent: u32,
    /// The number of attempts that failed, without the one whose token was rejected.
    failures: u32,
    /// The last failure, for the caller if there is no time left for another attempt.
    last_failure: Option<Error>,
    authorization: Authorization,
    span: Span,
}

impl Attempts {
    pub(crate) fn new(service: Arc<Service>, mut call: Call) -> Result<Self, Error> {
        let url =
            locate(&service, &call.target).map_err(|error| error.or_context(call.context()))?;
        let path = match &call.target {
            Target::Path { relative, .. } => ResourcePath::parse(relative),
            Target::Link(link) | Target::Monitor(link) => ResourcePath::of_link(link),
        };
        let workload = Workload::of(path);
        let clock = match call.clock.take() {
            Some(shared) => shared,
            None => Clock::start(service.http.now()),
        };
        let span = Span::new(call.method(), call.template, &url);
        Ok(Attempts {
            service,
            call,
            url,
            workload,
            clock,
            paused: Duration::ZERO,
            sent: 0,
            failures: 0,
            last_failure: None,
            authorization: Authorization::default(),
            span,
        })
    }

    /// Returns the next successful response.
    pub(crate) async fn next<T: Receive>(&mut self) -> Result<T, Error> {
        let deadline = self.clock.end(self.service.total);
        match in_time(deadline, self.next_untimed()).await {
            Some(received) => received,
            None => Err(self.deadline_passed()),
        }
    }

    async fn next_untimed<T: Receive>(&mut self) -> Result<T, Error> {
        loop {
            let permit = self.acquire_slot().await?;
            let exchange = Exchange {
                service: &self.service,
                call: &self.call,
                url: &self.url,
                authorization: &mut self.authorization,
                context: self.call.context(),
            };
            let received = self.span.within(T::receive(exchange)).await;
            drop(permit);
            match received {
                Ok(received) => {
                    self.span.succeeded(self.sent, received.context());
                    return Ok(received);
                }
                Err(error) => self.failed(error).await?,
            }
        }
    }

    /// Records a failed attempt. Waits if another attempt makes sense, and otherwise returns the error.
    pub(crate) async fn failed(&mut self, error: Error) -> Result<(), Error> {
        if self.authorization.refused(&self.service, &error) {
            self.span.failed(self.sent, &error, Some(Duration::ZERO));
            return Ok(());
        }
        self.failures += 1;
        match self.delay_after(&error) {
            Some(delay) => {
                self.retry_in(delay, error).await;
                Ok(())
            }
            None => Err(self.give_up(error)),
        }
    }

    /// How long to wait before the next attempt, or `None` if there is no other.
    fn delay_after(&self, error: &Error) -> Option<Duration> {
        let now = self.service.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        let decision = self
            .policy()
            .decide(error, self.failures, elapsed, fastrand::f64());
        match decision {
            Decision::Wait(delay) if self.clock.leaves(self.service.total, now, delay) => {
                Some(delay)
            }
            Decision::Wait(_) | Decision::Stop => None,
        }
    }

    async fn retry_in(&mut self, delay: Duration, error: Error) {
        self.span.failed(self.sent, &error, Some(delay));
        if error.is_throttled() {
            self.pause_workload(delay);
        }
        self.call.new_connection = wire::may_be_of_connection(&error);
        self.last_failure = Some(error);
        self.wait(delay, self.last_failure.as_ref()).await;
    }

    fn give_up(&self, error: Error) -> Error {
        if let Some(pause) = self.policy().pause(&error) {
            self.pause_workload(pause);
        }
        self.span.failed(self.sent, &error, None);
        error
    }

    /// Pauses the workload for all requests of the client.
    fn pause_workload(&self, delay: Duration) {
        let until = after(self.service.http.now(), delay);
        self.service.limiter.pause(self.workload.clone(), until);
    }

    fn policy(&self) -> &RetryPolicy {
        self.call.retry.as_ref().unwrap_or(&self.service.retry)
    }

    /// Waits until the workload is not paused, and for a permit among the requests in flight.
    async fn acquire_slot(&mut self) -> Result<Option<OwnedSemaphorePermit>, Error> {
        loop {
            while let Some(pause) = self.remaining_pause() {
                self.call.permit = None;
                self.wait_for_pause(pause).await?;
            }
            let permit = match self.call.permit.take() {
                Some(permit) => Some(permit),
                None => self.service.limiter.acquire().await,
            };
            // If another request was throttled meanwhile, the permit is released to a request that need not wait.
            if self.remaining_pause().is_none() {
                self.sent += 1;
                self.clock.sent(self.service.http.now());
                return Ok(permit);
            }
        }
    }

    fn remaining_pause(&self) -> Option<Duration> {
        let now = self.service.http.now();
        self.service.limiter.remaining_pause(&self.workload, now)
    }

    /// Waits until the pause of the workload ends, unless that exceeds the budget of this request.
    async fn wait_for_pause(&mut self, pause: Duration) -> Result<(), Error> {
        if !self.may_wait_for(pause) {
            let error = match self.last_failure.take() {
                Some(failure) => failure,
                None => limiter::pause_exceeds_budget(pause).with_context(self.call.context()),
            };
            self.span.failed(self.sent, &error, None);
            return Err(error);
        }
        self.span.paused(pause);
        self.wait(pause, None).await;
        self.paused = self.paused.saturating_add(pause);
        Ok(())
    }

    fn may_wait_for(&self, pause: Duration) -> bool {
        let now = self.service.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or(self.paused);
        self.policy().allows(elapsed.saturating_add(pause))
            && self.clock.leaves(self.service.total, now, pause)
    }

    async fn wait(&self, delay: Duration, error: Option<&Error>) {
        self.service
            .notify_wait(delay, self.failures, self.call.template, error);
        self.service.http.sleep(delay).await;
    }

    /// The error when the total timeout has passed.
    fn deadline_passed(&mut self) -> Error {
        let total = self.service.total.unwrap_or_default();
        let summary = format!(
            "no response within {total:?}, all attempts included (`ClientBuilder::total_timeout`)"
        );
        let mut error = Error::new(ErrorKind::Timeout, summary).with_context(self.call.context());
        if let Some(last) = self.last_failure.take() {
            error = error.with_source(last);
        }
        self.span.failed(self.sent, &error, None);
        error
    }
}

/// The URL of a call. A link must be on the client's own origin.
fn locate(service: &Service, target: &Target) -> Result<Url, Error> {
    service.http.check_runtime()?;
    match target {
        Target::Path { version, relative } => service
            .root
            .join(version.unwrap_or(service.version), relative),
        Target::Link(link) => service.root.check_link(link),
        Target::Monitor(url) => service.root.check_monitor(url),
    }
}
