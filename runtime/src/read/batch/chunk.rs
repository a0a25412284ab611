//! One batch of at most twenty parts, sent until each part has its final response.

use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::address::cloud::ApiVersion;
use crate::client::Client;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::part::Part;
use crate::read::batch::parts::PartResponse;
use crate::read::batch::response::BatchResponse;
use crate::read::batch::wire::{BatchBody, TEMPLATE};
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::authorize::Authorization;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::full_response::FullResponse;
use crate::transport::limiter;
use crate::transport::service::Service;

/// The outcome of a batch.
#[derive(Default)]
pub(super) struct Outcome {
    /// The responses, with the indexes of their requests.
    pub(super) responses: Vec<(usize, Result<PartResponse, Error>)>,
    /// Why the batch failed as a whole, if it did.
    pub(super) refused: Option<Error>,
}

/// A batch in progress.
struct Chunk<'a> {
    client: &'a Client,
    service: &'a Service,
    version: ApiVersion,
    /// Measures the time of all attempts at all parts.
    clock: Clock,
    /// The tokens that the batch has been sent with.
    authorization: Authorization,
    /// Whether the service has ever responded to this batch.
    answered: bool,
    outcome: Outcome,
}

/// Sends the parts, and retries those that the retry policy allows, each when it is due.
pub(super) async fn send(client: Client, version: ApiVersion, parts: Vec<Part>) -> Outcome {
    let service = match client.service() {
        Ok(service) => service,
        Err(error) => {
            return Outcome {
                responses: Vec::new(),
                refused: Some(error),
            };
        }
    };
    let mut chunk = Chunk {
        client: &client,
        service,
        version,
        clock: Clock::start(client.now()),
        authorization: Authorization::default(),
        answered: false,
        outcome: Outcome::default(),
    };
    chunk.send_when_due(parts).await;
    chunk.outcome
}

impl Chunk<'_> {
    async fn send_when_due(&mut self, mut parts: Vec<Part>) {
        loop {
            parts = self.wait_for_pauses(parts);
            let Some(next_due) = parts.iter().map(|part| part.due).min() else {
                return;
            };
            if next_due > self.client.now() {
                // Another request may be throttled meanwhile, so check for pauses again.
                self.client.sleep_until(next_due).await;
                continue;
            }
            let permit = self.acquire_slot().await;
            let now = self.client.now();
            if self.is_any_due_part_paused(&parts, now) {
                // The pause began while this batch waited for its permit.
                continue;
            }
            let (due, later) = parts.into_iter().partition(|part| part.due <= now);
            parts = later;
            parts.extend(self.post(due, permit).await);
        }
    }

    /// Postpones the parts whose workload is paused, and finishes those for which the pause is too long.
    fn wait_for_pauses(&mut self, parts: Vec<Part>) -> Vec<Part> {
        let mut waiting = Vec::with_capacity(parts.len());
        for part in parts {
            waiting.extend(self.wait_for_pause(part));
        }
        waiting
    }

    fn wait_for_pause(&mut self, mut part: Part) -> Option<Part> {
        let now = self.client.now();
        let Some(pause) = self.remaining_pause(&part, now) else {
            return Some(part);
        };
        if self.can_wait(&part, now, pause) {
            self.service
                .notify_wait(pause, part.attempts, part.template(), None);
            part.due = after(now, pause);
            return Some(part);
        }
        let error = match part.last_error.take() {
            Some(error) => error,
            None => limiter::pause_exceeds_budget(pause).with_context(part.context()),
        };
        self.finish(&part, Err(error));
        None
    }

    fn can_wait(&self, part: &Part, now: Instant, pause: Duration) -> bool {
        let elapsed = match self.clock.since_sent(now) {
            Some(elapsed) => elapsed,
            None => self.clock.since_begun(now),
        };
        self.policy(part).allows(elapsed.saturating_add(pause))
            && self.clock.leaves(self.service.total, now, pause)
    }

    fn is_any_due_part_paused(&self, parts: &[Part], now: Instant) -> bool {
        parts
            .iter()
            .any(|part| part.due <= now && self.remaining_pause(part, now).is_some())
    }

    /// How long the part's workload is paused because other requests were throttled, if that is longer than the part
    /// waits anyway. A part for which the service sent a `Retry-After` waits for that alone.
    fn remaining_pause(&self, part: &Part, now: Instant) -> Option<Duration> {
        if part.has_retry_after() {
            return None;
        }
        let pause = self.service.limiter.remaining_pause(&part.workload, now)?;
        if after(now, pause) <= part.due {
            return None;
        }
        Some(pause)
    }

    /// Waits for a slot among the concurrent requests. Returns `None` if the total timeout passes first.
    async fn acquire_slot(&self) -> Option<OwnedSemaphorePermit> {
        let end = self.clock.end(self.service.total);
        in_time(end, self.service.limiter.acquire()).await?
    }

    /// Sends these parts in one request, and returns those that are to be sent again.
    async fn post(&mut self, parts: Vec<Part>, permit: Option<OwnedSemaphorePermit>) -> Vec<Part> {
        match self.exchange(&parts, permit).await {
            Ok(responses) => {
                self.answered = true;
                self.settle(parts, responses)
            }
            Err(error) => {
                self.fail_all(parts, error);
                Vec::new()
            }
        }
    }

    /// Finishes the parts with the error of their batch.
    fn fail_all(&mut self, parts: Vec<Part>, error: Error) {
        let now = self.client.now();
        let is_out_of_time = !self.clock.leaves(self.service.total, now, Duration::ZERO);
        for mut part in parts {
            // When the time is up, the part's own last error says more than the timeout.
            let last_error = part.last_error.take().filter(|_| is_out_of_time);
            let error = last_error.unwrap_or_else(|| error.copy_for(part.context()));
            self.finish(&part, Err(error));
        }
        if !self.answered {
            self.outcome.refused = Some(error);
        }
    }

    async fn exchange(
        &mut self,
        parts: &[Part],
        permit: Option<OwnedSemaphorePermit>,
    ) -> Result<BatchResponse, Error> {
        let body = serialize(parts)?;
        let timeouts = parts
            .iter()
            .map(|part| part.timeout().unwrap_or(self.service.timeout));
        let call = Call {
            target: Target::Path {
                version: Some(self.version),
                relative: TEMPLATE.into(),
            },
            template: TEMPLATE,
            headers: HeaderMap::new(),
            timeout: timeouts.max(),
            retry: common_policy(parts).cloned(),
            clock: Some(self.clock.clone()),
            permit,
            new_connection: false,
            body: Some(body),
        };
        let tokens = &mut self.authorization;
        let response = self
            .client
            .send_call_in_task(call, tokens, BatchResponse::read);
        response.await
    }

    /// Finishes the parts whose responses are final, and returns the others.
    fn settle(&mut self, parts: Vec<Part>, mut responses: BatchResponse) -> Vec<Part> {
        let mut results = Vec::with_capacity(parts.len());
        for part in &parts {
            results.push(part.read(responses.take(&part.index.to_string())));
        }
        let now = self.client.now();
        let delays = self.retry_delays(&parts, &results, now);
        let mut retried = Vec::new();
        for ((mut part, result), delay) in parts.into_iter().zip(results).zip(delays) {
            if self.is_first_refusal(&mut part, &result) {
                // The next attempt has another token, and does not count as a retry.
                part.last_error = result.err();
                retried.push(part);
                continue;
            }
            part.attempts += 1;
            match (result, delay) {
                (Err(error), Some(delay)) => retried.push(self.postpone(part, error, now, delay)),
                (result, _) => {
                    if let Err(error) = &result {
                        self.pause_workload(&part, error, now);
                    }
                    self.finish(&part, result);
                }
            }
        }
        retried
    }

    /// Whether the service rejected the token for this part, and has not done so before.
    fn is_first_refusal(&mut self, part: &mut Part, result: &Result<FullResponse, Error>) -> bool {
        let Err(error) = result else { return false };
        self.authorization.refused_part(self.service, error)
            && !std::mem::replace(&mut part.was_refused, true)
    }

    /// How long each part waits before it is sent again; `None` for a part whose response is final.
    fn retry_delays(
        &self,
        parts: &[Part],
        results: &[Result<FullResponse, Error>],
        now: Instant,
    ) -> Vec<Option<Duration>> {
        let throttling = longest_throttling(results);
        // One jitter for all, so that parts without a `Retry-After` of their own are sent again together.
        let jitter = fastrand::f64();
        let mut delays = Vec::with_capacity(parts.len());
        for (part, result) in parts.iter().zip(results) {
            let delay = match result {
                Ok(_) => None,
                // `424 Failed Dependency`: no part depends on another, so it failed because another part was throttled.
                Err(error) if error.status() == Some(424) => {
                    self.retry_delay(part, throttling.unwrap_or(error), now, jitter)
                }
                Err(error) => self.retry_delay(part, error, now, jitter),
            };
            delays.push(delay);
        }
        delays
    }

    fn retry_delay(
        &self,
        part: &Part,
        error: &Error,
        now: Instant,
        jitter: f64,
    ) -> Option<Duration> {
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        let policy = self.policy(part);
        match policy.decide(error, part.attempts + 1, elapsed, jitter) {
            Decision::Wait(delay) if self.clock.leaves(self.service.total, now, delay) => {
                Some(delay)
            }
            Decision::Wait(_) | Decision::Stop => None,
        }
    }

    /// Lets a part wait for its next attempt. If it was throttled, its workload is paused as well.
    fn postpone(&self, mut part: Part, error: Error, now: Instant, delay: Duration) -> Part {
        self.service
            .notify_wait(delay, part.attempts, part.template(), Some(&error));
        part.due = after(now, delay);
        if error.is_throttled() {
            self.service.limiter.pause(part.workload.clone(), part.due);
        }
        part.last_error = Some(error);
        part
    }

    /// Pauses the workload of a part that was throttled and is not sent again.
    fn pause_workload(&self, part: &Part, error: &Error, now: Instant) {
        if let Some(pause) = self.policy(part).pause(error) {
            let end = after(now, pause);
            self.service.limiter.pause(part.workload.clone(), end);
        }
    }

    fn policy<'p>(&'p self, part: &'p Part) -> &'p RetryPolicy {
        part.policy().unwrap_or(&self.service.retry)
    }

    fn finish(&mut self, part: &Part, result: Result<FullResponse, Error>) {
        self.outcome
            .responses
            .push((part.index, result.map(PartResponse)));
    }
}

fn serialize(parts: &[Part]) -> Result<Bytes, Error> {
    let body = BatchBody {
        requests: parts.iter().map(Part::to_request_part).collect(),
    };
    match serde_json::to_vec(&body) {
        Ok(json) => Ok(json.into()),
        Err(source) => {
            let summary = "cannot serialize the batch";
            Err(Error::new(ErrorKind::Request, summary).with_source(source))
        }
    }
}

/// The throttling error with the longest `Retry-After`.
fn longest_throttling(results: &[Result<FullResponse, Error>]) -> Option<&Error> {
    results
        .iter()
        .filter_map(|result| result.as_ref().err())
        .filter(|error| error.is_throttled())
        .max_by_key(|error| error.retry_after())
}

/// The policy that all parts have in common instead of the client's, if there is one.
fn common_policy(parts: &[Part]) -> Option<&RetryPolicy> {
    let policy = parts.first()?.policy()?;
    if parts.iter().all(|part| part.policy() == Some(policy)) {
        Some(policy)
    } else {
        None
    }
}
