//! The plan at work: what each request gets.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use fastrand::Rng;
use jiff::Timestamp;

use super::{Fault, Faults, Traits};

/// The plan that holds, and what it gave so far.
#[derive(Debug)]
pub(crate) struct Plan(Mutex<State>);

#[derive(Debug)]
struct State {
    faults: Faults,
    /// What is left of [`Faults::on`].
    paths: Vec<(String, VecDeque<Fault>)>,
    rng: Rng,
    number: usize,
    /// How often a request failed since it last succeeded.
    in_a_row: HashMap<String, u32>,
    /// When each throttled request may come again.
    not_before: HashMap<String, Timestamp>,
    hasty: usize,
    given: BTreeMap<String, usize>,
}

impl Plan {
    pub(crate) fn new(faults: Faults) -> Self {
        Self(Mutex::new(State::new(faults)))
    }

    /// Lets another plan hold from now on. The counts go on.
    pub(crate) fn replace(&self, faults: Faults) {
        self.with(|state| {
            let (given, hasty) = (std::mem::take(&mut state.given), state.hasty);
            *state = State {
                given,
                hasty,
                ..State::new(faults)
            };
        });
    }

    /// The number of the next request, which came for `target` just now.
    pub(crate) fn arrived(&self, target: &str, now: Timestamp) -> usize {
        self.with(|state| {
            let number = state.number;
            state.number += 1;
            if state
                .not_before
                .remove(target)
                .is_some_and(|until| now < until)
            {
                state.hasty += 1;
            }
            number
        })
    }

    /// The fault that the request of that number gets, if it would be answered by what `traits` says.
    pub(crate) fn choose(&self, number: usize, target: &str, traits: &Traits) -> Option<Fault> {
        self.with(|state| {
            let fault = state.choose(number, target, traits);
            match &fault {
                Some(fault) => state.count(fault, target),
                None => {
                    state.in_a_row.remove(target);
                }
            }
            fault
        })
    }

    /// Nobody should ask for `target` before `until`.
    pub(crate) fn hold_off(&self, target: &str, until: Timestamp) {
        self.with(|state| {
            state.not_before.insert(target.to_owned(), until);
        });
    }

    pub(crate) fn given(&self) -> BTreeMap<String, usize> {
        self.with(|state| state.given.clone())
    }

    pub(crate) fn hasty(&self) -> usize {
        self.with(|state| state.hasty)
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
            in_a_row: HashMap::new(),
            not_before: HashMap::new(),
            hasty: 0,
            given: BTreeMap::new(),
            faults,
        }
    }

    fn choose(&mut self, number: usize, target: &str, traits: &Traits) -> Option<Fault> {
        // Chance is asked the same number of times whatever comes of it, so that one answer does not change the next.
        let (hit, pick) = (self.rng.f64() < self.faults.rate, self.rng.u64(..));
        if traits.is_refusal {
            return None;
        }
        if let Some(fault) = self.on_path(target, traits) {
            return Some(fault);
        }
        if let Some(fault) = self.faults.script.get(&number) {
            return Some(fault.clone()).filter(|fault| traits.fit(fault));
        }
        let most = self.faults.in_a_row.unwrap_or(u32::MAX);
        let may = hit && self.in_a_row.get(target).copied().unwrap_or(0) < most;
        may.then(|| self.by_chance(pick, traits)).flatten()
    }

    fn on_path(&mut self, target: &str, traits: &Traits) -> Option<Fault> {
        let queues = self
            .paths
            .iter_mut()
            .filter(|(prefix, _)| target.starts_with(prefix.as_str()));
        let mut queues =
            queues.filter(|(_, queue)| queue.front().is_some_and(|fault| traits.fit(fault)));
        queues.next()?.1.pop_front()
    }

    fn by_chance(&self, pick: u64, traits: &Traits) -> Option<Fault> {
        let fitting: Vec<_> = self
            .faults
            .choice
            .iter()
            .filter(|fault| traits.fit(fault))
            .collect();
        let index = usize::try_from(pick % u64::try_from(fitting.len()).ok()?.max(1)).ok()?;
        fitting.get(index).copied().cloned()
    }

    fn count(&mut self, fault: &Fault, target: &str) {
        *self.given.entry(fault.name()).or_default() += 1;
        *self.in_a_row.entry(target.to_owned()).or_default() += 1;
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
        let plan = Plan::new(Faults::seeded(1).rate(1.0).with(Fault::Reset).in_a_row(2));
        let got: Vec<_> = (0..6)
            .map(|number| plan.choose(number, "/", &Traits::plain()).is_some())
            .collect();
        assert_eq!(got, [true, true, false, true, true, false]);
        assert_eq!(plan.given()["reset"], 4);
    }

    #[test]
    fn requests_that_ignore_retry_after_are_counted() {
        let plan = Plan::new(Faults::none());
        let now = Timestamp::now();
        let (_, until) = RetryAfter::Seconds(1).value(now).unwrap();
        plan.hold_off("/", until);
        plan.arrived("/", now);
        plan.hold_off("/", until);
        plan.arrived("/", until);
        assert_eq!((plan.hasty(), plan.arrived("/", now)), (1, 2));
    }
}
