//! One call after the other until one succeeds, or it is time to stop.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::Url;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout_at};

use super::signing::Signing;
use super::trace::Span;
use super::{Answer, Call, Opened, Target, check_runtime};
use crate::client::{Client, Inner};
use crate::error::{Context, Error, ErrorKind};
use crate::retry::Decision;
use crate::throttle::{self, Wait};

/// The attempts of one call. Not generic: what is read of the answer is not known here.
pub(super) struct Attempts<'a> {
    inner: &'a Inner,
    call: Call<'a>,
    url: Url,
    area: Cow<'static, str>,
    begun: Instant,
    /// The waiting for others before it does not count against the policy.
    first_sent: Option<Instant>,
    /// How often it was sent, and how often that failed: a token that was refused once is not counted.
    sent: u32,
    failures: u32,
    signing: Signing,
    span: Span,
}

impl<'a> Attempts<'a> {
    pub(super) fn new(client: &'a Client, call: Call<'a>) -> Result<Self, Error> {
        let context = || Context::of_request(call.template);
        let begin = || {
            let inner = client.inner()?;
            check_runtime()?;
            Ok((inner, inner.locate(call.target)?))
        };
        let (inner, url) = begin().map_err(|error: Error| error.or_context(context()))?;
        let path = match call.target {
            Target::Path { relative, .. } => relative,
            Target::Link(link) | Target::Public(link) => throttle::path_of_link(link),
        };
        let (area, begun) = (throttle::area(path), inner.http.now());
        let span = Span::new(if call.body.is_some() { "POST" } else { "GET" }, call.template, &url);
        let signing = Signing::default();
        Ok(Attempts { inner, call, url, area, begun, first_sent: None, sent: 0, failures: 0, signing, span })
    }

    /// The next answer that is a success.
    pub(super) async fn answer(&mut self) -> Result<Answer, Error> {
        in_time(self.end(), self.next_answer()).await
    }

    /// The next answer that is a success, its body unread.
    pub(super) async fn open(&mut self) -> Result<Opened, Error> {
        in_time(self.end(), self.next_opened()).await
    }

    async fn next_answer(&mut self) -> Result<Answer, Error> {
        loop {
            let place = self.turn().await;
            let mut context = Context::of_request(self.call.template);
            let attempt = self.inner.attempt(&self.call, self.url.clone(), &mut self.signing, &mut context);
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
            let place = self.turn().await;
            let mut context = Context::of_request(self.call.template);
            let opening = self.inner.open(&self.call, self.url.clone(), &mut self.signing, &mut context);
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
    pub(super) async fn failed(&mut self, error: Error) -> Result<(), Error> {
        if self.signing.refused(self.inner, &error) {
            self.span.failed(self.sent, &error, Some(Duration::ZERO));
            return Ok(());
        }
        self.failures += 1;
        let elapsed = self.first_sent.map_or(Duration::ZERO, |at| self.since(at));
        let policy = self.call.retry.unwrap_or(&self.inner.retry);
        match policy.decide(&error, self.failures, elapsed, fastrand::f64()) {
            Decision::Wait(delay) if self.is_in_time(delay) => {
                self.span.failed(self.sent, &error, Some(delay));
                if error.is_throttled() {
                    self.inner.limiter.pause(self.area.clone(), self.inner.http.now() + delay);
                }
                self.wait(delay, Some(&error)).await;
                Ok(())
            }
            Decision::Stop | Decision::Wait(_) => {
                self.span.failed(self.sent, &error, None);
                Err(error)
            }
        }
    }

    /// Waits for the time when this part of the service may be asked, and for a place among the requests under way.
    async fn turn(&mut self) -> Option<OwnedSemaphorePermit> {
        self.leave_alone().await;
        let place = self.inner.limiter.enter().await;
        self.sent += 1;
        self.first_sent.get_or_insert_with(|| self.inner.http.now());
        place
    }

    /// Waits as long as this part of the service wants to be left alone.
    async fn leave_alone(&self) {
        while let Some(left) = self.inner.limiter.pause_of(&self.area, self.inner.http.now()) {
            self.span.waits(left);
            self.wait(left, None).await;
        }
    }

    async fn wait(&self, delay: Duration, error: Option<&Error>) {
        if let Some(hook) = &self.inner.on_wait {
            hook(&Wait {
                delay,
                attempt: self.failures,
                template: self.call.template,
                status: error.and_then(Error::status),
                throttle: error.and_then(Error::throttle),
            });
        }
        self.inner.http.sleep(delay).await;
    }

    /// Whether there is time for another attempt after that wait: if not, the caller hears of the failure at once.
    fn is_in_time(&self, delay: Duration) -> bool {
        self.inner.total.is_none_or(|total| self.since(self.begun).saturating_add(delay) < total)
    }

    fn since(&self, at: Instant) -> Duration {
        self.inner.http.now().saturating_duration_since(at)
    }

    /// When all has to be over.
    fn end(&self) -> End {
        let at = self.inner.total.and_then(|total| Some((self.begun.checked_add(total)?, total)));
        End { at, template: self.call.template.into() }
    }
}

/// The end of the time for all attempts, if there is one.
struct End {
    at: Option<(Instant, Duration)>,
    template: Box<str>,
}

async fn in_time<T>(end: End, future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let Some((at, total)) = end.at else { return future.await };
    timeout_at(at, future).await.unwrap_or_else(|_| {
        let what = format!("no answer within {total:?}, all attempts together (`ClientBuilder::total_timeout`)");
        Err(Error::new(ErrorKind::Timeout, what).with_context(Context::of_request(&end.template)))
    })
}
