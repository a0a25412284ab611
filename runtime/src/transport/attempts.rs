//! One call after the other until one succeeds, or it is time to stop.

use std::borrow::Cow;
use std::time::Duration;

use reqwest::Url;
use tokio::time::Instant;

use super::{Answer, Call, Opened, Target, check_runtime};
use crate::client::{Client, Inner};
use crate::error::{Context, Error};
use crate::retry::Decision;
use crate::throttle::{self, Wait};

/// The attempts of one call. Not generic: what is read of the answer is not known here.
pub(super) struct Attempts<'a> {
    inner: &'a Inner,
    call: Call<'a>,
    url: Url,
    area: Cow<'static, str>,
    started: Instant,
    count: u32,
    /// Whether the credential has been asked once more after a 401, and the claims that were asked for.
    challenged: bool,
    claims: Option<String>,
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
            Target::Link(link) => throttle::path_of_link(link),
        };
        let (area, started) = (throttle::area(path), Instant::now());
        Ok(Attempts { inner, call, url, area, started, count: 0, challenged: false, claims: None })
    }

    /// The next answer that is a success.
    pub(super) async fn answer(&mut self) -> Result<Answer, Error> {
        loop {
            self.leave_alone().await;
            let place = self.inner.limiter.enter().await;
            let mut context = Context::of_request(self.call.template);
            let claims = self.claims.as_deref();
            let answer = self.inner.attempt(&self.call, self.url.clone(), claims, &mut context).await;
            drop(place);
            match answer {
                Ok(answer) => return Ok(answer),
                Err(error) => self.failed(error.or_context(context)).await?,
            }
        }
    }

    /// The next answer that is a success, its body unread.
    pub(super) async fn open(&mut self) -> Result<Opened, Error> {
        loop {
            self.leave_alone().await;
            let place = self.inner.limiter.enter().await;
            let mut context = Context::of_request(self.call.template);
            let claims = self.claims.as_deref();
            let opened = self.inner.open(&self.call, self.url.clone(), claims, &mut context).await;
            drop(place);
            match opened {
                Ok(opened) => return Ok(opened),
                Err(error) => self.failed(error.or_context(context)).await?,
            }
        }
    }

    /// Waits if another attempt makes sense; otherwise the error is the last word.
    pub(super) async fn failed(&mut self, error: Error) -> Result<(), Error> {
        if error.is_unauthorized() && !self.challenged {
            self.challenged = true;
            self.claims = error.claims();
            return Ok(());
        }
        self.count += 1;
        let policy = self.call.retry.unwrap_or(&self.inner.retry);
        match policy.decide(&error, self.count, self.started.elapsed(), fastrand::f64()) {
            Decision::Stop => Err(error),
            Decision::Wait(delay) => {
                if error.is_throttled() {
                    self.inner.limiter.pause(self.area.clone(), delay);
                }
                self.wait(delay, Some(&error)).await;
                Ok(())
            }
        }
    }

    /// Waits as long as this part of the service wants to be left alone.
    async fn leave_alone(&self) {
        while let Some(left) = self.inner.limiter.pause_of(&self.area) {
            self.wait(left, None).await;
        }
    }

    async fn wait(&self, delay: Duration, error: Option<&Error>) {
        if let Some(hook) = &self.inner.on_wait {
            hook(&Wait {
                delay,
                attempt: self.count,
                template: self.call.template,
                status: error.and_then(Error::status),
                throttle: error.and_then(Error::throttle),
            });
        }
        tokio::time::sleep(delay).await;
    }
}
