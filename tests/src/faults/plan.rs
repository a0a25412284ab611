//! Chooses the fault for each request.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;
use jiff::Timestamp;

use super::{Fault, Faults, Traits};

/// The current plan and its state.
#[derive(Debug)]
pub(crate) struct Plan(Mutex<State>);

#[derive(Debug)]
struct State {
    faults: Faults,
    /// The remaining faults of [`Faults::on`].
    paths: Vec<(String, VecDeque<Fault>)>,
    rng: Rng,
    number: usize,
    /// The number of faults that a request got since its last success.
    consecutive: HashMap<String, u32>,
    /// When each throttled request may be retried.
    not_before: HashMap<String, Timestamp>,
    early_retries: usize,
    counts: BTreeMap<String, usize>,
}

impl Plan {
    pub(crate) fn new(faults: Faults) -> Self {
        Self(Mutex::new(State::new(faults)))
    }

    /// Replaces the plan and keeps the counts.
    pub(crate) fn replace(&self, faults: Faults) {
        self.with(|state| {
            let counts = std::mem::take(&mut state.counts);
            let early_retries = state.early_retries;
            *state = State {
                counts,
                early_retries,
                ..State::new(faults)
            };
        });
    }

    /// The number of a request for `target` that was just received.
    pub(crate) fn next_number(&self, target: &str, now: Timestamp) -> usize {
        self.with(|state| {
            let number = state.number;
            state.number += 1;
            if state
                .not_before
                .remove(target)
                .is_some_and(|until| now < until)
            {
                state.early_retries += 1;
            }
            number
        })
    }

    /// The fault for the request with this number, if one applies to a response with these traits.
    pub(crate) fn choose(&self, number: usize, target: &str, traits: &Traits) -> Option<Fault> {
        self.with(|state| {
            let fault = state.choose(number, target, traits);
            match &fault {
                Some(fault) => state.count(fault, target),
                None => {
                    state.consecutive.remove(target);
                }
            }
            fault
        })
    }

    /// Sets the time before which a client must not retry a request for `target`.
    pub(crate) fn set_not_before(&self, target: &str, until: Timestamp) {
        self.with(|state| {
            state.not_before.insert(target.to_owned(), until);
        });
    }

    pub(crate) fn counts(&self) -> BTreeMap<String, usize> {
        self.with(|state| state.counts.clone())
    }

    pub(crate) fn early_retries(&self) -> usize {
        self.with(|state| state.early_retries)
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl State {
    fn new(faults: Faults) -> Self {
        Self {
            paths: faults
                .paths
                .iter()
                .map(|(path, faults)| (path.clone(), faults.clone().into()))
                .collect(),
            rng: Rng::with_seed(faults.seed),
            number: 0,
            consecutive: HashMap::new(),
            not_before: HashMap::new(),
            early_retries: 0,
            counts: BTreeMap::new(),
            faults,
        }
    }

    fn choose(&mut self, number: usize, target: &str, traits: &Traits) -> Option<Fault> {
        // Every request consumes the same amount of randomness, so that its outcome does not change later ones.
        let is_hit = self.rng.f64() < self.faults.rate;
        let pick = self.rng.u64(..);
        if traits.is_client_error {
            return None;
        }
        if let Some(fault) = self.on_path(target, traits) {
            return Some(fault);
        }
        if let Some(fault) = self.faults.script.get(&number) {
            return Some(fault.clone()).filter(|fault| traits.allow(fault));
        }
        let limit = self.faults.max_consecutive.unwrap_or(u32::MAX);
        let consecutive = self.consecutive.get(target).copied().unwrap_or(0);
        if is_hit && consecutive < limit {
            self.random_fault(pick, traits)
        } else {
            None
        }
    }

    fn on_path(&mut self, target: &str, traits: &Traits) -> Option<Fault> {
        let queues = self
            .paths
            .iter_mut()
            .filter(|(prefix, _)| target.starts_with(prefix.as_str()));
        let mut queues =
            queues.filter(|(_, queue)| queue.front().is_some_and(|fault| traits.allow(fault)));
        queues.next()?.1.pop_front()
    }

    fn random_fault(&self, pick: u64, traits: &Traits) -> Option<Fault> {
        let applicable: Vec<_> = self
            .faults
            .choice
            .iter()
            .filter(|fault| traits.allow(fault))
            .collect();
        let index = usize::try_from(pick % u64::try_from(applicable.len()).ok()?.max(1)).ok()?;
        applicable.get(index).copied().cloned()
    }

    fn count(&mut self, fault: &Fault, target: &str) {
        *self.counts.entry(fault.name()).or_default() += 1;
        *self.consecutive.entry(target.to_owned()).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::RetryAfter;
    use super::*;

    fn faults_of(faults: &Faults, requests: usize) -> Vec<Option<Fault>> {
        let plan = Plan::new(faults.clone());
        (0..requests)
            .map(|number| plan.choose(number, &format!("/{number}"), &Traits::plain()))
            .collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_faults() {
        let faults = Faults::seeded(1).rate(0.2).all_transient();
        let first = faults_of(&faults, 1000);
        assert_eq!(first, faults_of(&faults, 1000));
        assert_ne!(first, faults_of(&Faults { seed: 2, ..faults }, 1000));
        let hits = first.iter().flatten().count();
        assert!((150..250).contains(&hits), "{hits}");
    }

    #[test]
    fn rates_of_zero_and_one_are_exact() {
        let none = faults_of(&Faults::seeded(1).rate(0.0).all_transient(), 100);
        let all = faults_of(&Faults::seeded(1).rate(1.0).all_transient(), 100);
        assert!(none.iter().all(Option::is_none) && all.iter().all(Option::is_some));
    }

    #[test]
    fn path_rules_take_precedence_over_request_numbers() {
        let faults =
            Faults::script([(0, Fault::Reset), (1, Fault::Stall)]).on("/1", [Fault::Truncated]);
        assert_eq!(
            faults_of(&faults, 3),
            [Some(Fault::Reset), Some(Fault::Truncated), None]
        );
    }

    #[test]
    fn consecutive_faults_are_limited() {
        let plan = Plan::new(
            Faults::seeded(1)
                .rate(1.0)
                .with(Fault::Reset)
                .max_consecutive(2),
        );
        let got: Vec<_> = (0..6)
            .map(|number| plan.choose(number, "/", &Traits::plain()).is_some())
            .collect();
        assert_eq!(got, [true, true, false, true, true, false]);
        assert_eq!(plan.counts()["reset"], 4);
    }

    #[test]
    fn requests_that_ignore_retry_after_are_counted() {
        let plan = Plan::new(Faults::none());
        let now = Timestamp::now();
        let (_, until) = RetryAfter::Seconds(1).value(now).unwrap();
        plan.set_not_before("/", until);
        plan.next_number("/", now);
        plan.set_not_before("/", until);
        plan.next_number("/", until);
        assert_eq!((plan.early_retries(), plan.next_number("/", now)), (1, 2));
    }
}
