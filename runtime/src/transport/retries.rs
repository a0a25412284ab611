//! The retries of one read: when its next attempt is due, or that there is none.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::address::throttle_scope::ThrottleScope;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::throttle_info::ThrottleInfo;
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::pacing::{Observation, interval};
use crate::transport::service::Service;
use crate::transport::unsent::{no_turn, pause_exceeds_budget};

/// The retries of a single read, of one part of a batch, or of a download: its policy, its clock, and the limits and
/// pauses of the client.
pub(crate) struct Retries {
    service: Arc<Service>,
    /// The policy, if it is not the client's.
    policy: Option<RetryPolicy>,
    template: &'static str,
    scope: ThrottleScope,
    clock: Clock,
    /// When the next attempt may be sent.
    due: Instant,
    /// The number of attempts that failed, without the one whose token was rejected.
    failures: u32,
    /// The time spent waiting before the first attempt because other requests were throttled, or requests are spaced out.
    paused: Duration,
    /// The last failure, for the caller if there is no time left for another attempt.
    last_failure: Option<Error>,
}

impl Retries {
    pub(crate) fn new(
        service: Arc<Service>,
        policy: Option<RetryPolicy>,
        template: &'static str,
        scope: ThrottleScope,
        clock: Clock,
    ) -> Self {
        Retries {
            service,
            policy,
            template,
            scope,
            clock,
            due: clock.begun(),
            failures: 0,
            paused: Duration::ZERO,
            last_failure: None,
        }
    }

    /// Decides after an attempt that failed: wait, or return the error to the caller. If the attempt was throttled, all
    /// requests of the client to what is throttled wait as long as the service says.
    pub(crate) fn next(&mut self, error: &Error) -> Decision {
        let decision = self.decide(error, fastrand::f64());
        self.pause_others(error, decision);
        decision
    }

    /// As `next`, for an attempt that failed because of `error`, which may be that of another part of the batch.
    pub(crate) fn decide(&mut self, error: &Error, jitter: f64) -> Decision {
        let now = self.service.http.now();
        self.clock.sent(now);
        self.failures += 1;
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        match self.policy().decide(error, self.failures, elapsed, jitter) {
            Decision::Wait(delay) if self.has_time_for(now, delay) => {
                self.due = after(now, delay);
                Decision::Wait(delay)
            }
            Decision::Wait(_) | Decision::Stop => Decision::Stop,
        }
    }

    /// Pauses what was throttled, for all requests of the client: as long as the service says, whether or not this read
    /// waits that long, or else as long as this read waits.
    pub(crate) fn pause_others(&self, error: &Error, decision: Decision) {
        if !error.is_throttled() {
            return;
        }
        let now = self.service.http.now();
        let until = match (decision, error.retry_after()) {
            (Decision::Wait(_), _) => self.due,
            (Decision::Stop, Some(delay)) => after(now, delay),
            (Decision::Stop, None) => return,
        };
        let reported = error.throttle().and_then(|info| info.scope.as_deref());
        let scope = self.scope.reported(reported);
        self.service.limiter.pause(scope, now, until);
    }

    /// Decides before an attempt, if other requests were throttled and the pause is longer than the wait that is due
    /// anyway: wait for its end, or do not send the request.
    pub(crate) fn pause(&mut self) -> Option<Pause> {
        let now = self.service.http.now();
        let left = self.remaining_pause(now)?;
        if !self.may_wait(now, left) {
            return Some(Pause::TooLong(left));
        }
        let end = after(now, left);
        let further = end.saturating_duration_since(self.due.max(now));
        self.paused = self.paused.saturating_add(further);
        self.due = end;
        Some(Pause::Wait(left))
    }

    /// Whether the read has to wait for the end of a pause.
    pub(crate) fn is_paused(&self) -> bool {
        self.remaining_pause(self.service.http.now()).is_some()
    }

    /// What is left of a pause that is longer than the wait that is due anyway.
    fn remaining_pause(&self, now: Instant) -> Option<Duration> {
        let left = self.service.limiter.remaining_pause(self.scope, now)?;
        Some(left).filter(|left| after(now, *left) > self.due)
    }

    /// The error of a read that cannot wait for the end of a pause: its own last failure, or that it was not sent.
    pub(crate) fn paused_too_long(&mut self, left: Duration) -> Error {
        let last_failure = self.last_failure.take();
        last_failure.unwrap_or_else(|| pause_exceeds_budget(left))
    }

    /// Whether the policy and the total timeout allow this wait before the next attempt.
    fn may_wait(&self, now: Instant, wait: Duration) -> bool {
        let elapsed = self.clock.since_sent(now).unwrap_or(self.paused);
        self.policy().allows(elapsed.saturating_add(wait)) && self.has_time_for(now, wait)
    }

    /// Records what the outcome of an attempt says about limits.
    pub(crate) fn observe(&self, outcome: Result<Option<&ThrottleInfo>, &Error>) {
        let mut observation = Observation::default();
        self.add_to(&mut observation, outcome);
        self.service.observe(&observation);
    }

    /// Adds what the outcome of an attempt says about limits: the report of a response, or a failure. A failure without a
    /// response says nothing.
    pub(crate) fn add_to(
        &self,
        observation: &mut Observation,
        outcome: Result<Option<&ThrottleInfo>, &Error>,
    ) {
        let throttle = match outcome {
            Ok(reported) => reported,
            // The service said when it accepts requests again, so they wait for that alone.
            Err(error) if error.is_throttled() && error.retry_after().is_some() => return,
            Err(error) => error.throttle(),
        };
        let used = throttle.and_then(|info| Some((info, interval(info.used_share()?)?)));
        if let Some((info, interval)) = used {
            let scope = self.scope.reported(info.scope.as_deref());
            observation.nearly_full(scope, interval);
        } else if self.service.limiter.pacing.is_active()
            && outcome.map_or_else(is_accepted, |_| true)
        {
            observation.not_full(self.scope);
        }
    }

    /// Waits for the turn of this many requests that start at once, if those of the scope are spaced out.
    ///
    /// A delay that is longer than this read may wait is skipped: the service has not refused anything yet. `report` is
    /// called before any other delay.
    pub(crate) async fn wait_for_turn(
        &mut self,
        scope: ThrottleScope,
        requests: u32,
        limit: Duration,
        report: impl Fn(Duration),
    ) -> Result<(), Error> {
        let service = Arc::clone(&self.service);
        let pacing = &service.limiter.pacing;
        let Some(turn) = pacing.turn(scope, service.http.now()) else {
            return Ok(());
        };
        let end = Instant::now().checked_add(limit);
        let Some(_turn) = in_time(end, turn.acquire()).await else {
            return Err(no_turn(scope.workload.named(), limit));
        };
        let now = service.http.now();
        if let Some(delay) = pacing
            .delay(scope, now)
            .filter(|delay| self.may_wait(now, *delay))
        {
            self.paused = self.paused.saturating_add(delay);
            report(delay);
            self.report(delay, None);
            service.http.sleep(delay).await;
        }
        pacing.started(scope, requests, service.http.now());
        Ok(())
    }

    /// The error of a read that waited too long, with the failure of its last attempt.
    pub(crate) fn with_last_failure(&mut self, error: Error) -> Error {
        match self.last_failure.take() {
            Some(last) => error.with_source(last),
            None => error,
        }
    }

    /// Records that an attempt is sent now.
    pub(crate) fn sent(&mut self) {
        let now = self.service.http.now();
        self.clock.sent(now);
    }

    /// Records that a part of the content has arrived: the attempts and their time count anew.
    pub(crate) fn progressed(&mut self) {
        self.failures = 0;
        self.last_failure = None;
        self.clock.progressed();
    }

    /// Keeps the failure after which the read is retried.
    pub(crate) fn keep(&mut self, failure: Error) {
        self.last_failure = Some(failure.after_attempts(self.failures));
    }

    /// The number of attempts that failed.
    pub(crate) fn failures(&self) -> u32 {
        self.failures
    }

    pub(crate) fn last_failure(&self) -> Option<&Error> {
        self.last_failure.as_ref()
    }

    pub(crate) fn take_last_failure(&mut self) -> Option<Error> {
        self.last_failure.take()
    }

    /// When the next attempt may be sent.
    pub(crate) fn due(&self) -> Instant {
        self.due
    }

    /// When the total timeout ends the read.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        self.clock.end(self.service.settings.total)
    }

    /// Whether the total timeout has passed.
    pub(crate) fn is_out_of_time(&self) -> bool {
        self.service.settings.total.is_some()
            && !self.has_time_for(self.service.http.now(), Duration::ZERO)
    }

    /// The error when the total timeout has passed.
    pub(crate) fn deadline_passed(&mut self) -> Error {
        let total = self.service.settings.total.unwrap_or_default();
        let summary = format!(
            "no response within {total:?}, all attempts included (`ClientBuilder::total_timeout`)"
        );
        self.with_last_failure(Error::new(ErrorKind::Timeout, summary))
    }

    /// Reports a wait to the client's hook.
    pub(crate) fn report(&self, delay: Duration, failure: Option<&Error>) {
        self.service
            .notify_wait(delay, self.failures, self.template, failure);
    }

    pub(crate) fn policy(&self) -> &RetryPolicy {
        self.policy.as_ref().unwrap_or(&self.service.settings.retry)
    }

    fn has_time_for(&self, now: Instant, wait: Duration) -> bool {
        self.clock.leaves(self.service.settings.total, now, wait)
    }
}

/// Whether the service has responded without complaining about a limit.
fn is_accepted(error: &Error) -> bool {
    error.status().is_some() && !error.is_throttled()
}

/// What a pause means for a read.
pub(crate) enum Pause {
    /// The read waits for its end.
    Wait(Duration),
    /// The read may not wait that long.
    TooLong(Duration),
}
