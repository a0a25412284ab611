//! Wrong answers on purpose: which, when, and how often.

mod apply;
mod broken_body;
mod fault;
mod plan;
#[cfg(test)]
mod tests;
mod traits;

use std::collections::BTreeMap;

pub(crate) use apply::{Inflicted, inflict, transport};
pub use fault::{Fault, RetryAfter};
pub(crate) use plan::Plan;
pub(crate) use traits::Traits;

/// A plan of faults; the same seed gives the same faults to the same requests in the same order.
///
/// Faults replace answers, never data: the same request sent again gets the answer that it should have got. A request
/// that is itself at fault (400, 401, 405) is told so whatever the plan says.
///
/// For each request [`on`](Self::on) decides before [`at`](Self::at), and that before chance.
///
/// ```
/// use graph_resource_tests::{Fault, Faults, RetryAfter};
///
/// let by_chance = Faults::seeded(7).rate(0.2).all_transient().without(&Fault::Stall);
/// let in_order = Faults::script([(0, Fault::Reset), (2, Fault::throttled(RetryAfter::Decimal("0.02")))]);
/// let for_a_path = Faults::none().on("/v1.0/users", [Fault::Truncated, Fault::StallBody]);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Faults {
    seed: u64,
    rate: f64,
    choice: Vec<Fault>,
    in_a_row: Option<u32>,
    script: BTreeMap<usize, Fault>,
    paths: Vec<(String, Vec<Fault>)>,
}

impl Faults {
    /// No faults.
    pub fn none() -> Self {
        Self::default()
    }

    /// Faults by chance: say [how often](Self::rate), and [which](Self::with).
    pub fn seeded(seed: u64) -> Self {
        Self {
            seed,
            ..Self::default()
        }
    }

    /// Faults by the number of the request: see [`at`](Self::at).
    pub fn script(script: impl IntoIterator<Item = (usize, Fault)>) -> Self {
        Self {
            script: script.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The share of answers, from 0 to 1, that are faulty by chance.
    pub fn rate(mut self, rate: f64) -> Self {
        assert!((0.0..=1.0).contains(&rate), "a rate lies between 0 and 1");
        self.rate = rate;
        self
    }

    /// Adds a fault to those that chance can choose.
    pub fn with(mut self, fault: Fault) -> Self {
        self.choice.push(fault);
        self
    }

    /// Adds all that a client survives by asking again: [`Fault::transient`].
    pub fn all_transient(mut self) -> Self {
        self.choice.extend(Fault::transient());
        self
    }

    /// Takes a fault from those that chance can choose.
    pub fn without(mut self, fault: &Fault) -> Self {
        self.choice.retain(|it| it != fault);
        self
    }

    /// Chance gives no more than `most` faults in a row to one request.
    pub fn in_a_row(mut self, most: u32) -> Self {
        self.in_a_row = Some(most);
        self
    }

    /// Gives `fault` to the request of that number.
    ///
    /// Requests are counted from 0, refused ones too, from when the plan was made to hold. A batch counts as one
    /// request, and each of its parts, in their order, as one more. A fault that makes no sense for that request (an
    /// empty page for a single entity, a reset for a part of a batch) is not given.
    pub fn at(mut self, number: usize, fault: Fault) -> Self {
        self.script.insert(number, fault);
        self
    }

    /// Gives `faults`, one after the other, to requests whose path and query begin with `prefix`, until all are given.
    ///
    /// The prefix includes the version, for parts of a batch too. The batches themselves are at `/v1.0/$batch`.
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
