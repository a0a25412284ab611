//! One call after the other until one succeeds, or it is time to stop.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::Url;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::address::resource_path::ResourcePath;
use crate::address::workload;
use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::answer::Answer;
use crate::transport::authorize::Signing;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::limiter;
use crate::transport::open::Opened;
use crate::transport::runtime::check_runtime;
use crate::transport::service::Service;
use crate::transport::trace::Span;

/// The attempts of one call. Not generic: what is read of the answer is not known here.
pub(crate) struct Attempts<'a> {
    inner: &'a Service,
    call: Call<'a>,
    url: Url,
    area: Cow<'static, str>,
    clock: Clock,
    /// How long it has waited for others that were throttled, before it was first sent.
    paused: Duration,
    /// How often it was sent, and how often that failed: a token that was refused once is not counted.
    sent: u32,
    failures: u32,
    /// The last failure, for the caller where there is no time for another attempt after all.
    last: Option<Error>,
    signing: Signing,
    span: Span,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(client: &'a Client, call: Call<'a>) -> Result<Self, Error> {
        let context = call.context();
        let begin = || {
            let inner = client.inner()?;
            check_runtime()?;
            Ok((inner, inner.locate(call.target)?))
        };
        let (inner, url) = begin().map_err(|error: Error| error.or_context(context))?;
        let path = match call.target {
            Target::Path { relative, .. } => ResourcePath::parse(relative),
            Target::Link(link) | Target::Public(link) => ResourcePath::of_link(link),
        };
        let (area, clock) = (
            workload::area(path),
            call.clock
                .cloned()
                .unwrap_or_else(|| Clock::start(inner.http.now())),
        );
        let span = Span::new(
            if call.body.is_some() { "POST" } else { "GET" },
            call.template,
            &url,
        );
        Ok(Attempts {
            inner,
            call,
            url,
            area,
            clock,
            paused: Duration::ZERO,
            sent: 0,
            failures: 0,
            last: None,
            signing: Signing::default(),
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
            let place = self.turn().await?;
            let mut context = self.call.context();
            let attempt = self.inner.attempt(
                &self.call,
                self.url.clone(),
                &mut self.signing,
                &mut context,
            );
            let answer = self.span.within(attempt).await;
            drop(place);
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
            let place = self.turn().await?;
            let mut context = self.call.context();
            let opening = self.inner.open(
                &self.call,
                self.url.clone(),
                &mut self.signing,
                &mut context,
            );
            let opened = self.span.within(opening).await;
            drop(place);
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
        if self.signing.refused(self.inner, &error) {
            self.span.failed(self.sent, &error, Some(Duration::ZERO));
            return Ok(());
        }
        self.failures += 1;
        let now = self.inner.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        match self
            .policy()
            .decide(&error, self.failures, elapsed, fastrand::f64())
        {
            Decision::Wait(delay) if self.clock.leaves(self.inner.total, now, delay) => {
                self.span.failed(self.sent, &error, Some(delay));
                if error.is_throttled() {
                    self.inner
                        .limiter
                        .pause(self.area.clone(), after(now, delay));
                }
                // What is busy may be the machine at the other end of this connection alone (Graph's page on errors).
                self.call.afresh = error.status() == Some(503);
                self.last = Some(error);
                self.wait(delay, self.last.as_ref()).await;
                Ok(())
            }
            Decision::Stop | Decision::Wait(_) => {
                if let Some(pause) = self.policy().pause(&error) {
                    self.inner
                        .limiter
                        .pause(self.area.clone(), after(now, pause));
                }
                self.span.failed(self.sent, &error, None);
                Err(error)
            }
        }
    }

    fn policy(&self) -> &RetryPolicy {
        self.call.retry.unwrap_or(&self.inner.retry)
    }

    /// Waits for the time when this part of the service may be asked, and for a place among the requests under way.
    async fn turn(&mut self) -> Result<Option<OwnedSemaphorePermit>, Error> {
        loop {
            while let Some(left) = self.pause() {
                self.call.place = None;
                self.leave_alone(left).await?;
            }
            let place = match self.call.place.take() {
                Some(place) => Some(place),
                None => self.inner.limiter.enter().await,
            };
            // Another request may have been throttled meanwhile: then the place is for who need not wait.
            if self.pause().is_none() {
                self.sent += 1;
                self.clock.sent(self.inner.http.now());
                return Ok(place);
            }
        }
    }

    fn pause(&self) -> Option<Duration> {
        self.inner
            .limiter
            .pause_of(&self.area, self.inner.http.now())
    }

    /// Waits as long as this part of the service wants to be left alone, if that is not too long for this request.
    async fn leave_alone(&mut self, left: Duration) -> Result<(), Error> {
        let now = self.inner.http.now();
        let elapsed = self.clock.since_sent(now).unwrap_or(self.paused);
        if !self.policy().allows(elapsed.saturating_add(left))
            || !self.clock.leaves(self.inner.total, now, left)
        {
            let pause = || limiter::too_long(left).with_context(self.call.context());
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
        self.inner
            .tell_wait(delay, self.failures, self.call.template, error);
        self.inner.http.sleep(delay).await;
    }

    fn end(&self) -> Option<Instant> {
        self.clock.end(self.inner.total)
    }

    fn too_late(&mut self) -> Error {
        let total = self.inner.total.unwrap_or_default();
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
