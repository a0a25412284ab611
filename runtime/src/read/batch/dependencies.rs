//! The order of parts that depend on others.

use reqwest::StatusCode;
use tokio::time::Instant;

use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::read::batch::chunk::{Cause, Chunk, Next, Pending};
use crate::read::batch::part::Part;
use crate::transport::full_response::FullResponse;

impl Chunk<'_> {
    /// Finishes the parts that depend on one that has failed, or that is not in this batch, and returns the others. A part
    /// depends on parts before it, so that the parts are in the order of their indexes.
    pub(super) fn without_failed_dependencies(&mut self, mut parts: Vec<Pending>) -> Vec<Pending> {
        // Few batches have any, so the parts of the others are not moved.
        if !has_dependencies(&parts) {
            return parts;
        }
        parts.sort_by_key(|pending| pending.part.index);
        let mut kept: Vec<Pending> = Vec::with_capacity(parts.len());
        for pending in parts {
            match self.dependency_error(&pending.part, &kept) {
                Some(error) => self.finish(&pending.part, Err(error)),
                None => kept.push(pending),
            }
        }
        kept
    }

    /// Why a part cannot be sent, if it depends on others. `before` are the parts before it that have no response yet.
    fn dependency_error(&self, part: &Part, before: &[Pending]) -> Option<Error> {
        let mut dependencies = part.dependencies.iter();
        dependencies.find_map(|index| {
            if before.iter().any(|pending| pending.part.index == *index) {
                return None;
            }
            match self.result_of(*index) {
                Some(Ok(_)) => None,
                Some(Err(_)) => Some(failed_dependency(part, *index)),
                None => Some(not_in_batch(part, *index)),
            }
        })
    }

    fn result_of(&self, index: usize) -> Option<Result<(), &Error>> {
        let mut responses = self.outcome.responses.iter();
        let (_, result) = responses.find(|(known, _)| *known == index)?;
        Some(result.as_ref().map(|_| ()))
    }

    /// When each of the parts can be sent: not before those that it depends on.
    pub(super) fn due_times(parts: &[Pending]) -> Vec<Instant> {
        let mut times: Vec<Instant> = Vec::with_capacity(parts.len());
        for Pending { part, retries } in parts {
            let mut due = retries.due();
            for (other, time) in parts.iter().zip(&times) {
                if part.dependencies.contains(&other.part.index) {
                    due = due.max(*time);
                }
            }
            times.push(due);
        }
        times
    }

    /// Moves the parts that depend on one of `later` there, as well.
    pub(super) fn postpone_dependents(
        parts: Vec<Pending>,
        later: &mut Vec<Pending>,
    ) -> Vec<Pending> {
        if later.is_empty() || !has_dependencies(&parts) {
            return parts;
        }
        let mut kept = Vec::with_capacity(parts.len());
        for pending in parts {
            let dependencies = &pending.part.dependencies;
            let must_wait = later
                .iter()
                .any(|other| dependencies.contains(&other.part.index));
            if must_wait {
                later.push(pending);
            } else {
                kept.push(pending);
            }
        }
        kept
    }

    /// The errors of the parts that this one depends on, and where they are.
    fn dependency_errors<'a>(
        part: &Part,
        parts: &[Pending],
        results: &'a [Result<FullResponse, Error>],
    ) -> Vec<(usize, &'a Error)> {
        let mut errors = Vec::new();
        for (at, (pending, result)) in parts.iter().zip(results).enumerate() {
            if let Err(error) = result {
                if part.dependencies.contains(&pending.part.index) {
                    errors.push((at, error));
                }
            }
        }
        errors
    }

    /// The parts that are due by the given time, and the others.
    pub(super) fn due_by(parts: Vec<Pending>, now: Instant) -> (Vec<Pending>, Vec<Pending>) {
        let times = Self::due_times(&parts);
        let mut due = Vec::with_capacity(parts.len());
        let mut later = Vec::new();
        for (pending, time) in parts.into_iter().zip(times) {
            if time <= now {
                due.push(pending);
            } else {
                later.push(pending);
            }
        }
        (due, later)
    }

    /// Why a part has the status `424 Failed Dependency`. If those that it depends on are sent again, so is this one.
    pub(super) fn cause_of_424<'a>(
        part: &Part,
        parts: &[Pending],
        results: &'a [Result<FullResponse, Error>],
        decisions: &[Next],
    ) -> Cause<'a> {
        let failed = Self::dependency_errors(part, parts, results);
        if failed.is_empty() {
            return Cause::OtherPart;
        }
        let mut cause = Cause::Repeated;
        for (at, error) in failed {
            match decisions.get(at) {
                Some(Next::Repeat) => {}
                Some(Next::Retry(_)) => cause = Cause::Retried(error),
                Some(Next::Done) | None => return Cause::Own,
            }
        }
        cause
    }
}

fn has_dependencies(parts: &[Pending]) -> bool {
    let mut parts = parts.iter();
    parts.any(|pending| !pending.part.dependencies.is_empty())
}

/// The error of a part that was not sent, with the status that the service responds with if both parts are in one batch.
fn failed_dependency(part: &Part, index: usize) -> Error {
    let mut context = part.context();
    context.status = Some(StatusCode::FAILED_DEPENDENCY);
    let summary = format!(
        "not sent: the request {index} of the batch, which this one depends on, has failed"
    );
    Error::service(context, b"").with_summary(summary)
}

fn not_in_batch(part: &Part, index: usize) -> Error {
    let own = part.index;
    let summary = if index >= own {
        format!(
            "the request {own} of the batch depends on the request {index}, which does not come before it: `depends_on` takes \
             the index of an earlier request, from 0"
        )
    } else {
        format!(
            "the request {own} of the batch depends on the request {index}, which is invalid or in another batch: a batch has at \
             most 20 requests, all of one API version"
        )
    };
    Error::new(ErrorKind::Request, summary).with_context(part.context())
}
