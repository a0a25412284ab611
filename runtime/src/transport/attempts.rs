//! The attempts at one call, until one succeeds or the retry policy stops.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use crate::address::resource_path::ResourcePath;
use crate::address::throttle_scope::ThrottleScope;
use crate::error::Error;
use crate::request::retry_policy::Decision;
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::carried_out::judge;
use crate::transport::clock::{Clock, in_time, in_total_time};
use crate::transport::driven::{Driven, drive};
use crate::transport::exchange::{Exchange, Known, Receive};
use crate::transport::full_response::FullResponse;
use crate::transport::places::{Demand, HeldPlaces, Places};
use crate::transport::redirect::SentRequest;
use crate::transport::retries::{Pause, Retries};
use crate::transport::service::Service;
use crate::transport::trace::Span;
use crate::transport::unsent::no_place;
use crate::transport::wire;

/// A call and the service that it goes to.
pub(crate) struct Outbound {
    pub(crate) service: Arc<Service>,
    pub(crate) call: Call,
}

/// The attempts at one call. They know nothing of the type that the response is decoded into.
pub(crate) struct Attempts {
    outbound: Box<Outbound>,
    url: Url,
    /// What the service throttles together with this call.
    scope: ThrottleScope,
    demand: Demand,
    retries: Retries,
    /// The number of attempts sent.
    sent: u32,
    /// Whether an attempt may have changed something.
    maybe_carried_out: bool,
    /// The last request of the attempt that is being made or has just failed, until its connection has been reported as
    /// broken.
    last_request: Option<SentRequest>,
    /// What is known about the attempt that is being made. It is kept here to keep the future of the task small.
    known: Known,
    /// The tokens of the attempts, and of those at earlier calls that this one continues.
    pub(crate) authorization: Authorization,
    span: Span,
}

impl Attempts {
    /// Prepares the attempts, which are on the heap because tasks take them over and return them.
    pub(crate) fn new(mut outbound: Box<Outbound>) -> Result<Box<Self>, Error> {
        let Outbound { service, call } = &mut *outbound;
        let url =
            locate(service, &call.target).map_err(|error| error.or_context(call.context()))?;
        let clock = match call.clock {
            Some(shared) => shared,
            None => Clock::start(service.http.now()),
        };
        let scope = scope(service, &call.target, &url);
        let demand = match &call.places {
            Some(places) => places.demand,
            None => Demand::One(scope.workload.named()),
        };
        let retries = Retries::new(
            Arc::clone(service),
            call.retry.take(),
            call.template,
            scope,
            clock,
        );
        let span = Span::new(call.method.as_str(), call.template, &url);
        Ok(Box::new(Attempts {
            outbound,
            url,
            scope,
            demand,
            retries,
            sent: 0,
            maybe_carried_out: false,
            last_request: None,
            known: Known::default(),
            authorization: Authorization::default(),
            span,
        }))
    }

    /// Returns the next successful response. `failure` is why the one before turned out to be a failed attempt, if there
    /// was one.
    pub(crate) async fn next_after<T: Receive>(
        &mut self,
        failure: Option<Error>,
    ) -> Result<T, Error> {
        if let Some(error) = failure {
            self.failed(error).await?;
        }
        let deadline = self.retries.deadline();
        let received = in_total_time(deadline, pin!(self.next_untimed())).await;
        match received {
            Some(received) => received,
            None => {
                let error = self.deadline_passed();
                self.discard_connection();
                Err(error)
            }
        }
    }

    /// Returns the next response that can be decoded.
    pub(crate) async fn next_decoded<T>(
        &mut self,
        decode: impl Fn(&FullResponse) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut failure = None;
        loop {
            let mut response = self.next_after::<FullResponse>(failure).await?;
            let decoding = match decode(&response) {
                Ok(value) if response.is_complete() => return Ok(value),
                Ok(_) => None,
                Err(error) => Some(error),
            };
            failure = response.failure(decoding);
        }
    }

    async fn next_untimed<T: Receive>(&mut self) -> Result<T, Error> {
        loop {
            let places = self.acquire_places().await?;
            let error = match self.attempt(places).await {
                Ok(response) => return Ok(response),
                Err(error) => error,
            };
            self.failed(error).await?;
        }
    }

    /// Makes one attempt, and frees its places.
    async fn attempt<T: Receive>(&mut self, places: HeldPlaces) -> Result<T, Error> {
        let mut exchange = Exchange::new(
            &self.outbound.service,
            &self.outbound.call,
            &self.url,
            &mut self.authorization,
            &mut self.last_request,
            &mut self.known,
        );
        let outcome = self.span.within(T::receive(&mut exchange)).await;
        let outcome = outcome.map_err(|error| error.or_context(self.known.take_context()));
        drop(places);
        match &outcome {
            Ok(response) => {
                let received = response.received();
                self.retries.observe(Ok(received.throttle().as_deref()));
                self.span.succeeded(self.sent, &received);
            }
            Err(error) => self.retries.observe(Err(error)),
        }
        outcome
    }

    /// Records a failed attempt. Waits if another attempt makes sense, and otherwise returns the error.
    async fn failed(&mut self, error: Error) -> Result<(), Error> {
        let error = self.judged(error);
        if wire::may_be_of_connection(&error) {
            self.discard_connection();
        }
        if self.authorization.refused(&self.outbound.service, &error) {
            self.span.failed(self.sent, &error, Some(Duration::ZERO));
            return Ok(());
        }
        match self.retries.next(&error) {
            Decision::Wait(delay) => {
                self.retry_in(delay, error).await;
                Ok(())
            }
            Decision::Stop => {
                self.span.failed(self.sent, &error, None);
                Err(error.after_attempts(self.retries.failures()))
            }
        }
    }

    /// The error with what it says about changes: those of this attempt, if it was sent, and of the attempts before it.
    fn judged(&mut self, error: Error) -> Error {
        let error = match &self.last_request {
            Some(_) => judge(error, self.outbound.call.effect),
            None => error,
        };
        self.maybe_carried_out |= error.may_have_been_carried_out();
        if self.maybe_carried_out {
            error.maybe_carried_out()
        } else {
            error
        }
    }

    async fn retry_in(&mut self, delay: Duration, error: Error) {
        self.span.failed(self.sent, &error, Some(delay));
        self.retries.keep(error);
        self.last_request = None;
        self.retries.report(delay, self.retries.last_failure());
        self.outbound.service.http.sleep(delay).await;
    }

    /// Keeps later requests from the connection of the last attempt, if that was sent.
    fn discard_connection(&mut self) {
        if let Some(request) = self.last_request.take() {
            self.outbound
                .service
                .http
                .discard_connections(request.stale_connections(&self.url));
        }
    }

    /// Records that a part of the content has arrived. The attempts that the policy allows count from here.
    pub(crate) fn progressed(&mut self) {
        self.retries.progressed();
    }

    /// The output of the future, or the error that the total timeout has passed.
    pub(crate) async fn in_time<T>(&mut self, future: impl Future<Output = T>) -> Result<T, Error> {
        if self.retries.is_out_of_time() {
            return Err(self.deadline_passed());
        }
        match in_time(self.retries.deadline(), future).await {
            Some(output) => Ok(output),
            None => Err(self.deadline_passed()),
        }
    }

    /// Whether any attempt was sent.
    pub(crate) fn was_sent(&self) -> bool {
        self.sent > 0
    }

    /// Requires that what was found is still there, and returns the headers of the further attempts.
    pub(crate) fn continued(&mut self) -> &mut HeaderMap {
        self.outbound.call.is_optional = false;
        &mut self.outbound.call.headers
    }

    /// Waits until the service accepts requests, for the turn of this one, and for its places among the concurrent
    /// requests.
    async fn acquire_places(&mut self) -> Result<HeldPlaces, Error> {
        self.last_request = None;
        loop {
            while let Some(pause) = self.retries.pause() {
                self.outbound.call.places = None;
                self.wait_for_pause(pause).await?;
            }
            self.wait_for_turns().await?;
            let places = self.wait_for_places().await?;
            // If another request was throttled meanwhile, the places are left to requests that need not wait.
            if !self.retries.is_paused() {
                self.sent += 1;
                self.retries.sent();
                return Ok(places);
            }
        }
    }

    /// Waits for the turn of this attempt where requests are spaced out. A batch has done so before it took its places.
    async fn wait_for_turns(&mut self) -> Result<(), Error> {
        if !self.outbound.service.limiter.pacing.is_active() || self.outbound.call.places.is_some()
        {
            return Ok(());
        }
        let limit = self.limit();
        for scope in self.scope.with_whole() {
            let report = |delay| self.span.spaced_out(delay);
            let turn = self.retries.wait_for_turn(scope, 1, limit, report).await;
            turn.map_err(|error| {
                let error = self.retries.with_last_failure(error);
                self.unsent(error)
            })?;
        }
        Ok(())
    }

    /// The time that the attempt may take, or wait to be sent.
    fn limit(&self) -> Duration {
        let own = self.outbound.call.timeout;
        self.outbound.service.attempt_timeout(own)
    }

    fn places(&self) -> &Places {
        &self.outbound.service.limiter.places
    }

    async fn wait_for_places(&mut self) -> Result<HeldPlaces, Error> {
        if let Some(places) = self.outbound.call.places.take() {
            return Ok(places);
        }
        if let Some(places) = self.places().try_acquire(self.demand) {
            return Ok(places);
        }
        let limit = self.limit();
        let end = Instant::now().checked_add(limit);
        let places = self.places().acquire(self.demand, end).await;
        places.map_err(|taken| {
            let error = self.retries.with_last_failure(no_place(taken, limit));
            self.unsent(error)
        })
    }

    async fn wait_for_pause(&mut self, pause: Pause) -> Result<(), Error> {
        match pause {
            Pause::Wait(left) => {
                self.span.paused(left);
                self.retries.report(left, None);
                self.outbound.service.http.sleep(left).await;
                Ok(())
            }
            Pause::TooLong(left) => {
                let error = self.retries.paused_too_long(left);
                Err(self.unsent(error))
            }
        }
    }

    /// The error of an attempt that is not sent. It is not a failed attempt, so it is not retried.
    fn unsent(&mut self, error: Error) -> Error {
        let error = error.or_context(self.outbound.call.context());
        let error = self.judged(error);
        self.span.failed(self.sent, &error, None);
        error
    }

    /// The error when the total timeout has passed.
    fn deadline_passed(&mut self) -> Error {
        let error = self.retries.deadline_passed();
        let error = error.with_context(self.outbound.call.context());
        let error = self.judged(error);
        self.span.failed(self.sent, &error, None);
        error
    }
}

/// Attempts that a task makes, until one succeeds. It returns them for the case that the response is not the last one.
pub(crate) type Attempting<T> = Driven<(Box<Attempts>, Result<T, Error>)>;

/// Makes attempts in a task. `failure` is why the response before was not the last one.
pub(crate) fn next_in_task<T: Receive + Send + 'static>(
    mut attempts: Box<Attempts>,
    failure: Option<Error>,
) -> Attempting<T> {
    // On the heap from the start: a runtime moves a task several times before it starts it.
    drive(Box::pin(async move {
        let response = attempts.next_after(failure).await;
        (attempts, response)
    }))
}

/// What the service throttles together with this call.
fn scope(service: &Service, target: &Target, url: &Url) -> ThrottleScope {
    match target {
        Target::Path { relative, .. } => ThrottleScope::of(ResourcePath::parse(relative)),
        Target::Monitor(_) if !service.root.is_origin_of(url) => {
            ThrottleScope::of_host(url.host_str().unwrap_or_default())
        }
        Target::Link(link) | Target::Monitor(link) => {
            ThrottleScope::of(ResourcePath::of_link_below(service.root.as_str(), link))
        }
    }
}

/// The URL of a call. A link must be on the client's own origin.
fn locate(service: &Service, target: &Target) -> Result<Url, Error> {
    service.check_caller()?;
    match target {
        Target::Path { version, relative } => service
            .root
            .join(version.unwrap_or(service.settings.version), relative),
        Target::Link(link) => service.root.check_link(link),
        Target::Monitor(url) => service.root.check_monitor(url),
    }
}
