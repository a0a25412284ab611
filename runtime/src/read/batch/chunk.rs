//! One batch of at most twenty parts, sent until each part has its final response.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::address::cloud::ApiVersion;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::part::Part;
use crate::read::batch::parts::PartResponse;
use crate::read::batch::response::BatchResponse;
use crate::read::batch::wire::{BatchBody, TEMPLATE, batch_context};
use crate::request::body::Body;
use crate::request::method::{Effect, RequestMethod};
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::attempts::{Attempts, Outbound};
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, in_time};
use crate::transport::exchange::Receive;
use crate::transport::full_response::FullResponse;
use crate::transport::pacing::Observation;
use crate::transport::places::HeldPlaces;
use crate::transport::retries::Retries;
use crate::transport::service::Service;
use crate::transport::unsent::no_place;

/// The outcome of a batch.
#[derive(Default)]
pub(super) struct Outcome {
    /// The responses, with the indexes of their requests.
    pub(super) responses: Vec<(usize, Result<PartResponse, Error>)>,
    /// Why the batch failed as a whole, if it did.
    pub(super) refused: Option<Error>,
}

/// Why there is no response to a batch.
enum Failure {
    /// An attempt has failed.
    Sent(Error),
    /// No attempt was made: it had to wait too long, or cannot be made.
    Unsent(Error),
}

/// What follows the response to a part.
pub(super) enum Next {
    /// Nothing: the response is final.
    Done,
    /// The part is sent again with another token, which does not count as a retry.
    Repeat,
    /// The part is sent again after this time.
    Retry(Duration),
}

/// A part that has no final response yet.
pub(super) struct Pending {
    pub(super) part: Part,
    pub(super) retries: Retries,
}

/// A batch in progress.
pub(super) struct Chunk<'a> {
    pub(super) service: &'a Arc<Service>,
    version: ApiVersion,
    /// Measures the time of all attempts at all parts.
    pub(super) clock: Clock,
    /// The turn to wait for places among the chunks that were sent together: a chunk that waits for others of them would
    /// soon reach its timeout.
    pub(super) queue: Arc<Semaphore>,
    /// The tokens that the batch has been sent with.
    authorization: Authorization,
    /// Whether the service has ever responded to this batch.
    pub(super) answered: bool,
    pub(super) outcome: Outcome,
}

/// Sends the parts, and retries those that the retry policy allows, each when it is due. The chunks that are sent together
/// share a queue.
pub(super) async fn send(
    service: Arc<Service>,
    version: ApiVersion,
    parts: Vec<Part>,
    queue: Arc<Semaphore>,
) -> Outcome {
    let mut chunk = Chunk {
        service: &service,
        version,
        clock: Clock::start(service.http.now()),
        queue,
        authorization: Authorization::default(),
        answered: false,
        outcome: Outcome::default(),
    };
    let pending = parts.into_iter().map(|part| chunk.pending(part)).collect();
    chunk.send_when_due(pending).await;
    chunk.outcome
}

impl Chunk<'_> {
    fn pending(&self, part: Part) -> Pending {
        let retries = Retries::new(
            Arc::clone(self.service),
            part.policy().cloned(),
            part.template(),
            part.scope,
            self.clock,
        );
        Pending { part, retries }
    }

    async fn send_when_due(&mut self, mut parts: Vec<Pending>) {
        loop {
            parts = self.wait_for_pauses(parts);
            parts = self.without_failed_dependencies(parts);
            let Some(next_due) = Self::due_times(&parts).into_iter().min() else {
                return;
            };
            let now = self.service.http.now();
            if next_due > now {
                // Another request may be throttled meanwhile, so check for pauses again.
                self.service.http.sleep(next_due - now).await;
                continue;
            }
            let (due, later) = Self::due_by(parts, now);
            parts = later;
            parts.extend(self.send_due(due).await);
        }
    }

    /// Sends these parts when it is their turn and there are places for them, and returns those that are to be sent later.
    async fn send_due(&mut self, due: Vec<Pending>) -> Vec<Pending> {
        let began = self.service.http.now();
        let limit = self.timeout(&due);
        let (due, mut excess) = self.within_limits(due);
        let mut due = Self::postpone_dependents(due, &mut excess);
        let places = match self.free_places(&due) {
            Some(places) => Some(Ok(Some(places))),
            None => {
                let total_end = self.clock.end(self.service.settings.total);
                in_time(total_end, self.wait_for_places(&mut due, limit)).await
            }
        };
        let Some(Ok(places)) = places else {
            // All of them have waited.
            due.extend(excess);
            self.finish_unsent(due, |retries| match places {
                Some(Err(taken)) => retries.with_last_failure(no_place(taken, limit)),
                // When the time is up, the last error of a part says more than the timeout.
                _ => match retries.take_last_failure() {
                    Some(error) => error,
                    None => retries.deadline_passed(),
                },
            });
            return Vec::new();
        };
        // A pause may have begun while this batch waited.
        let due = self.wait_for_pauses(due);
        let due = self.without_failed_dependencies(due);
        let (due, mut later) = Self::due_by(due, began);
        later.extend(excess);
        if !due.is_empty() {
            later.extend(self.post(due, places).await);
        }
        later
    }

    /// The timeout of an attempt at these parts: the longest of theirs.
    pub(super) fn timeout(&self, parts: &[Pending]) -> Duration {
        let timeouts = parts
            .iter()
            .map(|pending| self.service.attempt_timeout(pending.part.timeout()));
        timeouts.max().unwrap_or(self.service.settings.timeout)
    }

    /// Sends these parts in one request, and returns those that are to be sent again.
    async fn post(&mut self, mut parts: Vec<Pending>, places: Option<HeldPlaces>) -> Vec<Pending> {
        self.clock.sent(self.service.http.now());
        for pending in &mut parts {
            pending.retries.sent();
        }
        match self.exchange(&parts, places).await {
            Ok(responses) => {
                self.answered = true;
                self.outcome.refused = None;
                self.settle(parts, responses)
            }
            Err(Failure::Sent(error)) => self.settle_refused(parts, error),
            Err(Failure::Unsent(error)) => {
                self.finish_unsent(parts, |retries| {
                    let error = last_error(retries, error.copy_for(batch_context()));
                    retries.with_last_failure(error)
                });
                Vec::new()
            }
        }
    }

    /// Finishes the parts whose policy does not allow another attempt after their batch failed, and returns the others.
    fn settle_refused(&mut self, parts: Vec<Pending>, error: Error) -> Vec<Pending> {
        let jitter = fastrand::f64();
        let may_be_repeated = may_be_repeated(&parts, &error);
        let error = if may_be_repeated {
            error
        } else {
            not_repeated(error)
        };
        let mut retried = Vec::new();
        for mut pending in parts {
            let own_error = error.copy_for(pending.part.context());
            let own_error = if error.may_have_been_carried_out() {
                pending.part.judged(own_error)
            } else {
                own_error
            };
            match pending.retries.decide(&own_error, jitter) {
                Decision::Wait(delay) if may_be_repeated => {
                    if retried.is_empty() {
                        let failures = pending.retries.failures();
                        self.report_refused(delay, failures, &error);
                    }
                    pending.retries.keep(own_error);
                    retried.push(pending);
                }
                Decision::Wait(_) | Decision::Stop => {
                    let own_error = own_error.after_attempts(pending.retries.failures());
                    let error = last_error(&mut pending.retries, own_error);
                    self.finish(&pending.part, Err(error));
                }
            }
        }
        if !self.answered {
            self.outcome.refused = Some(error);
        }
        retried
    }

    /// Reports the wait after the batch as a whole has failed: once for all of its parts.
    fn report_refused(&self, delay: Duration, failures: u32, error: &Error) {
        self.service
            .notify_wait(delay, failures, TEMPLATE, Some(error));
    }

    /// Posts the parts once. The retries of a batch are those of its parts.
    async fn exchange(
        &mut self,
        parts: &[Pending],
        places: Option<HeldPlaces>,
    ) -> Result<BatchResponse, Failure> {
        let outbound = Box::new(Outbound {
            call: self.call(parts, places).map_err(Failure::Unsent)?,
            service: Arc::clone(self.service),
        });
        let mut attempts = Attempts::new(outbound).map_err(Failure::Unsent)?;
        attempts.authorization = std::mem::take(&mut self.authorization);
        let responses = attempts.next_decoded(BatchResponse::read).await;
        let failure = if attempts.was_sent() {
            Failure::Sent
        } else {
            Failure::Unsent
        };
        self.authorization = attempts.authorization;
        responses.map_err(failure)
    }

    fn call(&self, parts: &[Pending], places: Option<HeldPlaces>) -> Result<Call, Error> {
        let target = Target::Path {
            version: Some(self.version),
            relative: TEMPLATE.into(),
        };
        Ok(Call {
            timeout: Some(self.timeout(parts)),
            retry: Some(one_attempt(parts)),
            clock: Some(self.clock),
            places,
            method: RequestMethod::Post,
            effect: effect(parts),
            body: Some(Box::new(serialize(parts)?)),
            is_batch: true,
            ..Call::to(target, TEMPLATE)
        })
    }

    /// Finishes the parts whose responses are final, and returns the others.
    fn settle(&mut self, mut parts: Vec<Pending>, mut responses: BatchResponse) -> Vec<Pending> {
        let mut results = Vec::with_capacity(parts.len());
        for Pending { part, .. } in &mut parts {
            let result = part.read(responses.take(&part.index.to_string()));
            results.push(result.map_err(|error| part.judged(error)));
        }
        self.observe(&parts, &results);
        let mut retried = Vec::new();
        let decisions = self.decide(&mut parts, &results);
        for ((mut pending, result), decision) in parts.into_iter().zip(results).zip(decisions) {
            match (result, decision) {
                (Err(error), Next::Repeat) => {
                    pending.retries.keep(error);
                    retried.push(pending);
                }
                (Err(error), Next::Retry(delay)) => {
                    pending.retries.report(delay, Some(&error));
                    pending.retries.keep(error);
                    retried.push(pending);
                }
                (result, _) => {
                    let attempts = pending.retries.failures();
                    let result = result.map_err(|error| error.after_attempts(attempts));
                    self.finish(&pending.part, result);
                }
            }
        }
        retried
    }

    /// Records what the responses report about their limits, as a single observation: they have come at once.
    fn observe(&self, parts: &[Pending], results: &[Result<FullResponse, Error>]) {
        let mut observation = Observation::default();
        for (Pending { retries, .. }, result) in parts.iter().zip(results) {
            let throttle = result
                .as_ref()
                .map(|response| response.received().throttle());
            let outcome = throttle.as_ref().map(Option::as_deref);
            retries.add_to(&mut observation, outcome.map_err(|error| *error));
        }
        self.service.observe(&observation);
    }

    /// Decides about each part: whether it is sent again, or its response is final.
    fn decide(
        &mut self,
        parts: &mut [Pending],
        results: &[Result<FullResponse, Error>],
    ) -> Vec<Next> {
        let throttling = longest_throttling(results);
        // One jitter for all, so that parts without a `Retry-After` of their own are sent again together.
        let jitter = fastrand::f64();
        let mut decisions = Vec::with_capacity(parts.len());
        for (at, result) in results.iter().enumerate() {
            let Err(own_error) = result else {
                decisions.push(Next::Done);
                continue;
            };
            if self.is_first_refusal(&mut parts[at].part, own_error) {
                decisions.push(Next::Repeat);
                continue;
            }
            let cause = match own_error.status() {
                Some(424) => Self::cause_of_424(&parts[at].part, parts, results, &decisions),
                _ => Cause::Own,
            };
            let error = match cause {
                Cause::Own => own_error,
                Cause::Repeated => {
                    decisions.push(Next::Repeat);
                    continue;
                }
                Cause::Retried(cause) => cause,
                Cause::OtherPart => throttling.unwrap_or(own_error),
            };
            let retries = &mut parts[at].retries;
            let decision = retries.decide(error, jitter);
            retries.pause_others(own_error, decision);
            decisions.push(match decision {
                Decision::Wait(delay) => Next::Retry(delay),
                Decision::Stop => Next::Done,
            });
        }
        decisions
    }

    /// Whether the service rejected the token for this part, and has not done so before.
    fn is_first_refusal(&mut self, part: &mut Part, error: &Error) -> bool {
        self.authorization.refused_part(self.service, error)
            && !std::mem::replace(&mut part.was_refused, true)
    }

    pub(super) fn finish(&mut self, part: &Part, result: Result<FullResponse, Error>) {
        let result = result.map_err(|error| part.remembered(error));
        self.outcome
            .responses
            .push((part.index, result.map(PartResponse)));
    }
}

/// The error of a part that is not sent again. When the time is up, its own last error says more than the timeout.
fn last_error(retries: &mut Retries, error: Error) -> Error {
    if !retries.is_out_of_time() {
        return error;
    }
    retries.take_last_failure().unwrap_or(error)
}

/// A policy for one attempt, which waits for a pause of all batches as long as the most patient part.
fn one_attempt(parts: &[Pending]) -> RetryPolicy {
    let patience = parts
        .iter()
        .map(|pending| pending.retries.policy().patience());
    RetryPolicy::never().max_elapsed(patience.max().unwrap_or_default())
}

fn serialize(parts: &[Pending]) -> Result<Body, Error> {
    let indexes: Vec<usize> = parts.iter().map(|pending| pending.part.index).collect();
    let requests = parts
        .iter()
        .map(|pending| pending.part.to_request_part(&indexes));
    let body = BatchBody {
        requests: requests.collect(),
    };
    match serde_json::to_vec(&body) {
        Ok(json) => Ok(Body::of_json(json)),
        Err(source) => {
            let summary = "cannot serialize the batch";
            Err(Error::new(ErrorKind::Request, summary).with_source(source))
        }
    }
}

/// What a batch of these parts changes.
fn effect(parts: &[Pending]) -> Effect {
    let has = |effect| parts.iter().any(|pending| pending.part.effect() == effect);
    if has(Effect::Once) {
        Effect::Once
    } else if has(Effect::Idempotent) {
        Effect::Idempotent
    } else {
        Effect::None
    }
}

/// Whether the batch may be sent again after it has failed as a whole.
fn may_be_repeated(parts: &[Pending], error: &Error) -> bool {
    !error.may_have_been_carried_out() || effect(parts) != Effect::Once
}

/// The error of a batch that is not sent again.
fn not_repeated(error: Error) -> Error {
    let summary = error.summary();
    let separator = if summary.is_empty() { "" } else { "; " };
    let summary = format!(
        "{summary}{separator}the batch is not sent again, since one of its requests must not be carried out twice"
    );
    error.with_summary(summary)
}

/// Why a part has failed.
pub(super) enum Cause<'a> {
    /// For a reason of its own, or because one that it depends on has failed for good.
    Own,
    /// Another part was throttled.
    OtherPart,
    /// One that it depends on has failed, and is sent again with another token.
    Repeated,
    /// One that it depends on has failed like this, and is sent again.
    Retried(&'a Error),
}

/// The throttling error with the longest `Retry-After`.
fn longest_throttling(results: &[Result<FullResponse, Error>]) -> Option<&Error> {
    results
        .iter()
        .filter_map(|result| result.as_ref().err())
        .filter(|error| error.is_throttled())
        .max_by_key(|error| error.retry_after())
}
