//! One batch of at most twenty, until each of its parts has its last answer.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use crate::address::cloud::ApiVersion;
use crate::client::Client;
use crate::decode::entity::decode_json;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::part::Part;
use crate::read::batch::parts::PartResponse;
use crate::read::batch::wire::{Requests, Response, Responses, TEMPLATE};
use crate::request::retry_policy::{Decision, RetryPolicy};
use crate::transport::answer::Answer;
use crate::transport::call::{Call, Target};
use crate::transport::clock::{Clock, after, in_time};
use crate::transport::limiter;
use crate::transport::service::Service;

/// What became of a batch.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) answers: Vec<(usize, Result<PartResponse, Error>)>,
    /// Why the batch as a whole came to nothing, if it did.
    pub(super) refused: Option<Error>,
}

/// A batch under cursor.
struct Chunk<'a> {
    client: &'a Client,
    service: &'a Service,
    version: ApiVersion,
    /// The time for all attempts at all parts.
    clock: Clock,
    /// Whether the service has answered to any of it.
    answered: bool,
    outcome: Outcome,
}

/// Sends the parts, and those again that are worth it, each after its own time.
pub(super) async fn send(client: Client, version: ApiVersion, mut parts: Vec<Part>) -> Outcome {
    let service = match client.service() {
        Ok(service) => service,
        Err(error) => {
            return Outcome {
                answers: Vec::new(),
                refused: Some(error),
            };
        }
    };
    let (clock, outcome) = (Clock::start(client.now()), Outcome::default());
    let mut chunk = Chunk {
        client: &client,
        service,
        version,
        clock,
        answered: false,
        outcome,
    };
    loop {
        parts = parts
            .into_iter()
            .filter_map(|part| chunk.wait_for_pause(part))
            .collect();
        let Some(next) = parts.iter().map(|part| part.due).min() else {
            return chunk.outcome;
        };
        let now = client.now();
        if next > now {
            // Meanwhile another request may be throttled, so look again.
            client.sleep_until(next).await;
            continue;
        }
        let permit = chunk.acquire_slot().await;
        let now = client.now();
        if parts
            .iter()
            .any(|part| part.due <= now && chunk.remaining_pause(part, now).is_some())
        {
            // It began while this batch waited for its permit.
            continue;
        }
        let (due, later) = parts.into_iter().partition(|part| part.due <= now);
        parts = later;
        parts.extend(chunk.post(due, permit).await);
    }
}

impl Chunk<'_> {
    /// Lets a part wait as long as its part of the service wants to be left alone; `None` where that is too long for it.
    fn wait_for_pause(&mut self, mut part: Part) -> Option<Part> {
        let now = self.client.now();
        let Some(left) = self.remaining_pause(&part, now) else {
            return Some(part);
        };
        let elapsed = self
            .clock
            .since_sent(now)
            .unwrap_or_else(|| self.clock.since_begun(now));
        if self.policy(&part).allows(elapsed.saturating_add(left))
            && self.clock.leaves(self.service.total, now, left)
        {
            self.service
                .notify_wait(left, part.attempts, part.template(), None);
            part.due = after(now, left);
            return Some(part);
        }
        let error = part
            .last
            .take()
            .unwrap_or_else(|| limiter::pause_exceeds_budget(left).with_context(part.context()));
        self.finish(&part, Err(error));
        None
    }

    /// PagingOptions long a part has to wait for others that were throttled, longer than it waits already. Where the service has said
    /// when to send the part itself again, that counts.
    fn remaining_pause(&self, part: &Part, now: Instant) -> Option<Duration> {
        let left = self
            .service
            .limiter
            .remaining_pause(&part.workload, now)
            .filter(|_| !part.has_its_time())?;
        (after(now, left) > part.due).then_some(left)
    }

    /// A permit among the requests under cursor; `None` where the time for all is over before there is one.
    async fn acquire_slot(&self) -> Option<OwnedSemaphorePermit> {
        in_time(
            self.clock.end(self.service.total),
            self.service.limiter.acquire(),
        )
        .await?
    }

    /// Sends these parts, and gives back those that are to be sent again.
    async fn post(&mut self, parts: Vec<Part>, permit: Option<OwnedSemaphorePermit>) -> Vec<Part> {
        match self.ask(&parts, permit).await {
            Ok(responses) => {
                self.answered = true;
                self.settle(parts, responses)
            }
            Err(error) => {
                // Where the time is over, what the service said last of a part says more than that.
                let is_late =
                    !self
                        .clock
                        .leaves(self.service.total, self.client.now(), Duration::ZERO);
                for mut part in parts {
                    let last = part.last.take().filter(|_| is_late);
                    let error = last.unwrap_or_else(|| error.copy_for(part.context()));
                    self.finish(&part, Err(error));
                }
                if !self.answered {
                    self.outcome.refused = Some(error);
                }
                Vec::new()
            }
        }
    }

    async fn ask(
        &self,
        parts: &[Part],
        permit: Option<OwnedSemaphorePermit>,
    ) -> Result<HashMap<String, Response>, Error> {
        let requests = Requests {
            requests: parts.iter().map(Part::outgoing).collect(),
        };
        let failed = |source| {
            Error::new(ErrorKind::Request, "the batch cannot be written").with_source(source)
        };
        let body: Bytes = serde_json::to_vec(&requests).map_err(failed)?.into();
        let call = Call {
            target: Target::Path {
                version: Some(self.version),
                relative: TEMPLATE,
            },
            template: TEMPLATE,
            headers: &HeaderMap::new(),
            timeout: parts
                .iter()
                .map(|part| part.timeout().unwrap_or(self.service.timeout))
                .max(),
            retry: common_policy(parts),
            clock: Some(&self.clock),
            permit,
            new_connection: false,
            body: Some(&body),
        };
        Ok(self.client.read(call, responses).await?.by_id())
    }

    /// Finishes the parts whose answers are final, and gives back the others.
    fn settle(&mut self, parts: Vec<Part>, mut responses: HashMap<String, Response>) -> Vec<Part> {
        let answer = |part: &Part| match responses.remove(&part.index.to_string()) {
            Some(response) => part.judge(&response),
            None => Err(part.unanswered()),
        };
        let answers: Vec<_> = parts.iter().map(answer).collect();
        let errors = || answers.iter().filter_map(|answer| answer.as_ref().err());
        let throttled = errors()
            .filter(|error| error.is_throttled())
            .max_by_key(|error| error.retry_after());
        // One time for all, so that those without a delay of their own are sent together again.
        let (now, random) = (self.client.now(), fastrand::f64());
        let waits: Vec<_> = std::iter::zip(&parts, &answers)
            .map(|(part, answer)| {
                let error = answer.as_ref().err()?;
                // Nothing is asked to depend on anything: what failed with another part may succeed with it.
                let cause = throttled
                    .filter(|_| error.status() == Some(424))
                    .unwrap_or(error);
                self.wait_of(part, cause, now, random)
            })
            .collect();
        let mut again = Vec::new();
        for ((mut part, answer), wait) in parts.into_iter().zip(answers).zip(waits) {
            part.attempts += 1;
            match (answer, wait) {
                (Err(error), Some(delay)) => again.push(self.put_off(part, error, now, delay)),
                (answer, _) => {
                    let pause = answer
                        .as_ref()
                        .err()
                        .and_then(|error| self.policy(&part).pause(error));
                    if let Some(pause) = pause {
                        self.service
                            .limiter
                            .pause(part.workload.clone(), after(now, pause));
                    }
                    self.finish(&part, answer);
                }
            }
        }
        again
    }

    /// Lets a part wait for its next attempt, and others with it that it was throttled with.
    fn put_off(&self, mut part: Part, error: Error, now: Instant, delay: Duration) -> Part {
        self.service
            .notify_wait(delay, part.attempts, part.template(), Some(&error));
        part.due = after(now, delay);
        if error.is_throttled() {
            self.service.limiter.pause(part.workload.clone(), part.due);
        }
        part.last = Some(error);
        part
    }

    fn wait_of(&self, part: &Part, error: &Error, now: Instant, random: f64) -> Option<Duration> {
        let elapsed = self.clock.since_sent(now).unwrap_or_default();
        match self
            .policy(part)
            .decide(error, part.attempts + 1, elapsed, random)
        {
            Decision::Wait(delay) if self.clock.leaves(self.service.total, now, delay) => {
                Some(delay)
            }
            Decision::Wait(_) | Decision::Stop => None,
        }
    }

    fn policy<'p>(&'p self, part: &'p Part) -> &'p RetryPolicy {
        part.policy().unwrap_or(&self.service.retry)
    }

    fn finish(&mut self, part: &Part, answer: Result<Answer, Error>) {
        self.outcome
            .answers
            .push((part.index, answer.map(PartResponse)));
    }
}

/// The answers to the parts. A batch that says of itself that it failed with one of them has them all the same.
fn responses(answer: &Answer) -> Result<Responses, Error> {
    decode_json(answer).map_err(|misfit| match answer.status.is_success() {
        true => misfit,
        false => Error::service(answer.context.clone(), &answer.body),
    })
}

/// The policy that all parts have in the permit of the client's, if that is one.
fn common_policy(parts: &[Part]) -> Option<&RetryPolicy> {
    let policy = parts.first()?.policy()?;
    parts
        .iter()
        .all(|part| part.policy() == Some(policy))
        .then_some(policy)
}
