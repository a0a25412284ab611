//! One call after the other until one succeeds, or it is time to stop.

use std::time::Duration;

use reqwest::Url;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::address::resource_path::ResourcePath;
use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::answer::Answer;
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::limiter;
use crate::transport::open::Opened;
use crate::transport::runtime::check_runtime;
use crate::transport::service::Service;
use crate::transport::trace::Span;

/// The attempts of one call. Not generic: what is read of the answer is not known here.
pub(crate) struct Attempts<'a> {
    service: &'a Service,
    call: Call<'a>,
    url: Url,
    workload: Workload,
    clock: Clock,
    /// How long it has waited for others that were throttled, before it was first sent.
    paused: Duration,
    /// How often it was sent, and how often that failed: a token that was refused once is not counted.
    sent: u32,
    failures: u32,
    /// The last failure, for the caller where there is no time for another attempt after all.
    last: Option<Error>,
    authorization: Authorization,
    span: Span,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(service: &'a Service, call: Call<'a>) -> Result<Self, Error> {
        let url = check_runtime()
            .and_then(|()| service.locate(call.target))
            .map_err(|error| error.or_context(call.context()))?;
        let workload = Workload::of(match call.target {
            Target::Path { relative, .. } => ResourcePath::parse(relative),
            Target::Link(link) | Target::Unauthenticated(link) => ResourcePath::of_link(link),
        });
        let clock = match call.clock {
            Some(shared) => shared.clone(),
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
            last: None,
            authorization: Authorization::default(),
            span,
        })
    }

    /// The next answer that is a success.
    pub(crate) async fn answer(&mut self) -> Result<Answer, Error> {
        let answer = in_time(self.end(), self.next_answer()).await;
        answer.unwrap_or_else(|| Err(self.too_late()))
    }

    /// The next answer that is a success, its body unread.
    pub(crate) async fn open(&mut self) -> Result<Opened, Error> {
        let opened = in_time(self.end(), self.next_opened()).await;
        opened.unwrap_or_else(|| Err(self.too_late()))
    }

    async fn next_answer(&mut self) -> Result<Answer, Error> {
        loop {
            let permit = self.acquire_slot().await?;
            let mut context = self.call.context();
            let attempt = self.service.attempt(
                &self.call,
                self.url.clone(),
                &mut self.authorization,
                &mut context,
            );
            let answer = self.span.within(attempt).await;
            drop(permit);
            match answer {
                Ok(answer) => {
                    self.span.answered(self.sent, &answer.context);
                    return Ok(answer);
                }
                Err(error) => self.failed(error.or_context(context)).await?,
            }
        }
    }

    async fn next_opened(&mut self) -> Result<Opened, Error> {
        loop {
            let permit = self.acquire_slot().await?;
            let mut context = self.call.context();
            let opening = self.service.open(
                &self.call,
                self.url.clone(),
                &mut self.authorization,
                &mut context,
            );
            let opened = self.span.within(opening).await;
            drop(permit);
            match opened {
                Ok(opened) => {
                    self.span.answered(self.sent, &opened.context);
                    return Ok(opened);
                }
                Err(error) => self.failed(error.or_context(context)).await?,
            }
        }
    }

    /// Waits if another attempt makes sense; otherwise the error is the last word.
    pub(crate) async fn failed(&mut self, error: Error) -> Result<(), Error> {
        if self.authorization.refused(self.service, &error) {
            self.span.failed(self.sent, &error, Some(Duration::ZERO));
            return Ok(());
        }
        self.failures += 1;
        let now = self.service.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        match self
            .policy()
            .decide(&error, self.failures, elapsed, fastrand::f64())
        {
            Decision::Wait(delay) if self.clock.leaves(self.service.total, now, delay) => {
                self.span.failed(self.sent, &error, Some(delay));
                if error.is_throttled() {
                    self.service
                        .limiter
                        .pause(self.workload.clone(), after(now, delay));
                }
                // What is busy may be the machine at the other end of this connection alone (Graph's page on errors).
                self.call.new_connection = error.status() == Some(503);
                self.last = Some(error);
                self.wait(delay, self.last.as_ref()).await;
                Ok(())
            }
            Decision::Stop | Decision::Wait(_) => {
                if let Some(pause) = self.policy().pause(&error) {
                    self.service
                        .limiter
                        .pause(self.workload.clone(), after(now, pause));
                }
                self.span.failed(self.sent, &error, None);
                Err(error)
            }
        }
    }

    fn policy(&self) -> &RetryPolicy {
        self.call.retry.unwrap_or(&self.service.retry)
    }

    /// Waits for the time when this part of the service may be asked, and for a permit among the requests under way.
    async fn acquire_slot(&mut self) -> Result<Option<OwnedSemaphorePermit>, Error> {
        loop {
            while let Some(left) = self.pause() {
                self.call.permit = None;
                self.wait_for_pause(left).await?;
            }
            let permit = match self.call.permit.take() {
                Some(permit) => Some(permit),
                None => self.service.limiter.acquire().await,
            };
            // Another request may have been throttled meanwhile: then the permit is for who need not wait.
            if self.pause().is_none() {
                self.sent += 1;
                self.clock.sent(self.service.http.now());
                return Ok(permit);
            }
        }
    }

    fn pause(&self) -> Option<Duration> {
        self.service
            .limiter
            .remaining_pause(&self.workload, self.service.http.now())
    }

    /// Waits as long as this part of the service wants to be left alone, if that is not too long for this request.
    async fn wait_for_pause(&mut self, left: Duration) -> Result<(), Error> {
        let now = self.service.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or(self.paused);
        if !self.policy().allows(elapsed.saturating_add(left))
            || !self.clock.leaves(self.service.total, now, left)
        {
            let pause = || limiter::pause_exceeds_budget(left).with_context(self.call.context());
            let error = self.last.take().unwrap_or_else(pause);
            self.span.failed(self.sent, &error, None);
            return Err(error);
        }
        self.span.waits(left);
        self.wait(left, None).await;
        self.paused = self.paused.saturating_add(left);
        Ok(())
    }

    async fn wait(&self, delay: Duration, error: Option<&Error>) {
        self.service
            .notify_wait(delay, self.failures, self.call.template, error);
        self.service.http.sleep(delay).await;
    }

    fn end(&self) -> Option<Instant> {
        self.clock.end(self.service.total)
    }

    fn too_late(&mut self) -> Error {
        let total = self.service.total.unwrap_or_default();
        let what = format!(
            "no answer within {total:?}, all attempts together (`ClientBuilder::total_timeout`)"
        );
        let error = Error::new(ErrorKind::Timeout, what).with_context(self.call.context());
        let error = match self.last.take() {
            Some(last) => error.with_source(last),
            None => error,
        };
        self.span.failed(self.sent, &error, None);
        error
    }
}
