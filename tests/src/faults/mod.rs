//! Planned faults: which responses are faulty, and how.

mod apply;
mod broken_body;
mod fault;
mod plan;
#[cfg(test)]
mod tests;
mod traits;

use std::collections::BTreeMap;

pub(crate) use apply::{FaultyResponse, apply, apply_to_transport};
pub use fault::{Fault, RetryAfter};
pub(crate) use plan::Plan;
pub(crate) use traits::Traits;

/// A plan of faults. The same seed gives the same faults to the same requests in the same order.
///
/// Faults replace responses, never data: a retried request gets the actual response. An invalid request (400, 401, 405)
/// gets its error whatever the plan contains.
///
/// For each request, [`on`](Self::on) takes precedence over [`at`](Self::at), and that over random faults.
///
/// ```
/// use graph_resource_tests::{Fault, Faults, RetryAfter};
///
/// let random = Faults::seeded(7).rate(0.2).all_transient().without(&Fault::Stall);
/// let in_order = Faults::script([(0, Fault::Reset), (2, Fault::throttled(RetryAfter::Decimal("0.02")))]);
/// let for_a_path = Faults::none().on("/v1.0/users", [Fault::Truncated, Fault::StallBody]);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Faults {
    seed: u64,
    rate: f64,
    choice: Vec<Fault>,
    max_consecutive: Option<u32>,
    script: BTreeMap<usize, Fault>,
    paths: Vec<(String, Vec<Fault>)>,
}

impl Faults {
    /// No faults.
    pub fn none() -> Self {
        Self::default()
    }

    /// Random faults, with a [rate](Self::rate) and [a choice of faults](Self::with).
    pub fn seeded(seed: u64) -> Self {
        Self {
            seed,
            ..Self::default()
        }
    }

    /// Faults by request number; see [`at`](Self::at).
    pub fn script(script: impl IntoIterator<Item = (usize, Fault)>) -> Self {
        Self {
            script: script.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Sets the share of responses, from 0 to 1, that get a random fault.
    pub fn rate(mut self, rate: f64) -> Self {
        assert!((0.0..=1.0).contains(&rate), "a rate is between 0 and 1");
        self.rate = rate;
        self
    }

    /// Adds a fault to the random ones.
    pub fn with(mut self, fault: Fault) -> Self {
        self.choice.push(fault);
        self
    }

    /// Adds all faults that a client overcomes with retries: [`Fault::transient`].
    pub fn all_transient(mut self) -> Self {
        self.choice.extend(Fault::transient());
        self
    }

    /// Removes a fault from the random ones.
    pub fn without(mut self, fault: &Fault) -> Self {
        self.choice.retain(|other| other != fault);
        self
    }

    /// Limits the random faults that one request gets in a row.
    pub fn max_consecutive(mut self, limit: u32) -> Self {
        self.max_consecutive = Some(limit);
        self
    }

    /// Gives `fault` to the request with this number.
    ///
    /// Requests are counted from 0, including rejected ones, since the plan was set. A batch counts as one request, and
    /// each of its parts, in order, as one more. A fault that does not apply to the request (an empty page for a single
    /// entity, a reset for a part of a batch) is skipped.
    pub fn at(mut self, number: usize, fault: Fault) -> Self {
        self.script.insert(number, fault);
        self
    }

    /// Gives `faults`, one after the other, to requests whose path and query begin with `prefix`.
    ///
    /// The prefix includes the version, also for parts of a batch. The path of a batch itself is `/v1.0/$batch`.
    pub fn on(
        mut self,
        prefix: impl Into<String>,
        faults: impl IntoIterator<Item = Fault>,
    ) -> Self {
        self.paths
            .push((prefix.into(), faults.into_iter().collect()));
        self
    }
}
