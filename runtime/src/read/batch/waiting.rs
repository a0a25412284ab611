//! What the parts of a batch wait for before they are sent: the ends of pauses, their turn, and their places.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use crate::address::throttle_scope::ThrottleScope;
use crate::address::workload::Workload;
use crate::error::Error;
use crate::read::batch::chunk::{Chunk, Pending};
use crate::read::batch::wire::{batch_context, batch_scope};
use crate::transport::places::{AllTaken, Demand, HeldPlaces};
use crate::transport::retries::{Pause, Retries};

impl Chunk<'_> {
    /// Postpones the parts that wait because other requests were throttled, and finishes those that may not wait so
    /// long.
    pub(super) fn wait_for_pauses(&mut self, parts: Vec<Pending>) -> Vec<Pending> {
        let mut waiting = Vec::with_capacity(parts.len());
        for pending in parts {
            waiting.extend(self.wait_for_pause(pending));
        }
        waiting
    }

    fn wait_for_pause(&mut self, mut pending: Pending) -> Option<Pending> {
        if has_retry_after(&pending.retries) {
            // The service said when to send this very part again, so it waits for that alone.
            return Some(pending);
        }
        match pending.retries.pause() {
            None => Some(pending),
            Some(Pause::Wait(left)) => {
                pending.retries.report(left, None);
                Some(pending)
            }
            Some(Pause::TooLong(left)) => {
                let error = pending.retries.paused_too_long(left);
                let error = error.or_context(pending.part.context());
                self.finish(&pending.part, Err(error));
                None
            }
        }
    }

    /// The parts that the service may run at once, and the others, which are sent afterwards.
    pub(super) fn within_limits(&self, parts: Vec<Pending>) -> (Vec<Pending>, Vec<Pending>) {
        let places = &self.service.limiter.places;
        let mut counts = [0; Workload::ALL.len()];
        parts.into_iter().partition(|pending| {
            let Some(workload) = pending.part.scope.workload.named() else {
                return true;
            };
            let count = &mut counts[workload.index()];
            *count += 1;
            places.max_parts(workload).is_none_or(|max| *count <= max)
        })
    }

    /// Waits for the turn of the parts, and for the places among the concurrent requests that they need. No other chunk that
    /// was sent together with this one waits meanwhile. Returns `None` if no part is left.
    pub(super) async fn wait_for_places(
        &mut self,
        due: &mut Vec<Pending>,
        limit: Duration,
    ) -> Result<Option<HeldPlaces>, AllTaken> {
        let queue = Arc::clone(&self.queue);
        let _front = queue.acquire().await;
        if self.service.limiter.pacing.is_active() {
            self.wait_for_turns(due, limit).await;
        }
        if due.is_empty() {
            return Ok(None);
        }
        let end = Instant::now().checked_add(limit);
        let places = &self.service.limiter.places;
        places.acquire(demand(due), end).await.map(Some)
    }

    /// Waits for the turn of the parts where requests are spaced out, and finishes those whose turn does not come.
    ///
    /// A batch is delayed once for all of its parts that the service throttles together. The next request to them then
    /// waits as if they had been sent one after the other.
    async fn wait_for_turns(&mut self, due: &mut Vec<Pending>, limit: Duration) {
        for (scope, requests) in scopes(due) {
            let Some(first) = due.iter_mut().find(|pending| pending.part.is_of(scope)) else {
                continue;
            };
            let turn = first.retries.wait_for_turn(scope, requests, limit, |_| {});
            if let Err(error) = turn.await {
                let (refused, others) = std::mem::take(due)
                    .into_iter()
                    .partition(|pending| pending.part.is_of(scope));
                *due = others;
                self.finish_unsent(refused, |retries| {
                    retries.with_last_failure(error.copy_for(batch_context()))
                });
            }
        }
    }

    /// The places that these parts need, if they are free and no requests are spaced out: then there is nothing to wait
    /// for, whatever other chunks wait for.
    pub(super) fn free_places(&self, due: &[Pending]) -> Option<HeldPlaces> {
        let limiter = &self.service.limiter;
        if limiter.pacing.is_active() {
            return None;
        }
        limiter.places.try_acquire(demand(due))
    }

    /// Finishes parts that waited too long and are not sent. That is not a failed attempt, so it is not retried.
    pub(super) fn finish_unsent(
        &mut self,
        parts: Vec<Pending>,
        error_of: impl Fn(&mut Retries) -> Error,
    ) {
        for mut pending in parts {
            let error = error_of(&mut pending.retries);
            if !self.answered {
                self.outcome.refused = Some(error.copy_for(batch_context()));
            }
            let error = error.with_context(pending.part.context());
            self.finish(&pending.part, Err(error));
        }
    }
}

/// The places that these parts need.
fn demand(parts: &[Pending]) -> Demand {
    let workloads = parts
        .iter()
        .map(|pending| pending.part.scope.workload.named());
    Demand::of_parts(workloads)
}

/// What the service throttles together with the batch, and with each of these parts: how many of them there are.
fn scopes(parts: &[Pending]) -> Vec<(ThrottleScope, u32)> {
    let mut scopes = vec![(batch_scope(), 1)];
    for Pending { part, .. } in parts {
        for scope in part.scope.with_whole() {
            match scopes.iter_mut().find(|(known, _)| *known == scope) {
                Some((_, count)) => *count += 1,
                None => scopes.push((scope, 1)),
            }
        }
    }
    scopes
}

/// Whether the service said when to send this part again.
fn has_retry_after(retries: &Retries) -> bool {
    retries
        .last_failure()
        .is_some_and(|error| error.retry_after().is_some())
}
