//! The pace of requests to what reports that its limit is nearly used up.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::Instant;

use crate::address::throttle_scope::ThrottleScope;

/// The used share of a limit from which requests are spaced out: the service reports none below it.
const FIRST_SHARE: f64 = 0.8;
/// The interval in seconds is the used share of the limit beyond this one.
const SHARE_WITHOUT_INTERVAL: f64 = 0.75;
/// In seconds.
const LONGEST_INTERVAL: f64 = 1.0;
/// A pace with a shorter interval is over.
const SHORTEST_INTERVAL: Duration = Duration::from_millis(20);
/// How long a report counts. It is the shortest window over which the service counts requests.
const LIFETIME: Duration = Duration::from_secs(10);

/// What is slowed down, and how much.
#[derive(Default)]
pub(crate) struct Pacing {
    /// Whether there is any pace, so that requests rarely need the lock.
    is_active: AtomicBool,
    paces: Mutex<HashMap<ThrottleScope, Pace>>,
}

/// The pace of one scope.
struct Pace {
    /// The time between the starts of two requests.
    interval: Duration,
    /// When requests were last started.
    last_start: Instant,
    /// How many were started then: several if they were sent as a batch.
    started: u32,
    /// When the last report is too old to count.
    end: Instant,
    /// The turn to start, for which requests wait in the order in which they come.
    turn: Arc<Semaphore>,
}

impl Pace {
    fn new(now: Instant) -> Self {
        Pace {
            interval: Duration::ZERO,
            last_start: now,
            started: 1,
            end: now,
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// When the next request may start.
    fn next_start(&self) -> Option<Instant> {
        let delay = self.interval.checked_mul(self.started)?;
        self.last_start.checked_add(delay)
    }
}

/// What one response of the service says about limits: of several scopes, if it is the response to a batch.
#[derive(Default)]
pub(crate) struct Observation {
    /// The scopes whose limits are nearly used up, with the interval between further requests.
    nearly_full: Vec<(ThrottleScope, Duration)>,
    /// The scopes of the requests whose limits are not.
    not_full: Vec<ThrottleScope>,
}

impl Observation {
    pub(crate) fn nearly_full(&mut self, scope: ThrottleScope, interval: Duration) {
        match self
            .nearly_full
            .iter_mut()
            .find(|(known, _)| *known == scope)
        {
            Some((_, longest)) => *longest = interval.max(*longest),
            None => self.nearly_full.push((scope, interval)),
        }
    }

    pub(crate) fn not_full(&mut self, scope: ThrottleScope) {
        if !self.not_full.contains(&scope) {
            self.not_full.push(scope);
        }
    }

    /// Whether requests of this scope got a response that does not report its limit.
    fn is_not_full(&self, scope: ThrottleScope) -> bool {
        let mut scopes = self.not_full.iter().flat_map(|own| own.with_whole());
        scopes.any(|own| own == scope)
    }
}

impl Pacing {
    /// Records what a response says about limits. Where one is nearly used up, the reported interval applies from now on.
    /// Where one is not, the interval is halved.
    pub(crate) fn observe(&self, observation: &Observation, now: impl FnOnce() -> Instant) {
        if observation.nearly_full.is_empty() && !self.is_active() {
            return;
        }
        let now = now();
        let mut paces = self.lock();
        for (scope, pace) in paces.iter_mut() {
            if observation.is_not_full(*scope) {
                pace.interval /= 2;
            }
        }
        for (scope, interval) in &observation.nearly_full {
            let pace = paces.entry(*scope).or_insert_with(|| Pace::new(now));
            pace.interval = *interval;
            pace.end = now + LIFETIME;
        }
        self.prune(&mut paces, now);
    }

    /// Whether any requests are spaced out.
    pub(crate) fn is_active(&self) -> bool {
        self.is_active.load(Ordering::Relaxed)
    }

    /// The turn that a request of this scope waits for, if the requests of the scope are spaced out.
    pub(crate) fn turn(&self, scope: ThrottleScope, now: Instant) -> Option<Arc<Semaphore>> {
        if !self.is_active() {
            return None;
        }
        let mut paces = self.lock();
        self.prune(&mut paces, now);
        Some(Arc::clone(&paces.get(&scope)?.turn))
    }

    /// How long the request whose turn it is waits until it starts.
    pub(crate) fn delay(&self, scope: ThrottleScope, now: Instant) -> Option<Duration> {
        let mut paces = self.lock();
        self.prune(&mut paces, now);
        let next_start = paces.get(&scope)?.next_start()?;
        let delay = next_start.saturating_duration_since(now);
        Some(delay).filter(|delay| !delay.is_zero())
    }

    /// Records that this many requests of the scope start at once.
    pub(crate) fn started(&self, scope: ThrottleScope, requests: u32, now: Instant) {
        if let Some(pace) = self.lock().get_mut(&scope) {
            pace.last_start = now;
            pace.started = requests;
        }
    }

    fn prune(&self, paces: &mut HashMap<ThrottleScope, Pace>, now: Instant) {
        paces.retain(|_, pace| pace.end > now && pace.interval >= SHORTEST_INTERVAL);
        self.is_active.store(!paces.is_empty(), Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ThrottleScope, Pace>> {
        self.paces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The interval between requests when this share of their limit is used. `None` if that is not much.
pub(crate) fn interval(share: f64) -> Option<Duration> {
    if share.is_nan() || share < FIRST_SHARE {
        return None;
    }
    let seconds = (share - SHARE_WITHOUT_INTERVAL).min(LONGEST_INTERVAL);
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::resource_path::ResourcePath;

    const SECOND: Duration = Duration::from_secs(1);
    const MILLISECOND: Duration = Duration::from_millis(1);

    fn scope(path: &str) -> ThrottleScope {
        ThrottleScope::of(ResourcePath::parse(path))
    }

    fn full() -> Duration {
        interval(1.0).unwrap()
    }

    impl Pacing {
        fn slow_down(&self, scope: ThrottleScope, interval: Duration, now: Instant) {
            let mut observation = Observation::default();
            observation.nearly_full(scope, interval);
            self.observe(&observation, || now);
        }

        fn speed_up(&self, scope: ThrottleScope, now: Instant) {
            let mut observation = Observation::default();
            observation.not_full(scope);
            self.observe(&observation, || now);
        }
    }

    fn delay(pacing: &Pacing, scope: ThrottleScope, now: Instant) -> Duration {
        pacing.turn(scope, now);
        let delay = pacing.delay(scope, now).unwrap_or_default();
        Duration::from_millis(delay.as_secs_f64().mul_add(1000.0, 0.5) as u64)
    }

    #[test]
    fn the_interval_grows_with_the_used_share() {
        for (share, millis) in [
            (0.5, 0),
            (0.79, 0),
            (0.8, 50),
            (0.9, 150),
            (1.0, 250),
            (1.8, 1000),
            (f64::INFINITY, 1000),
            (f64::NAN, 0),
        ] {
            let expected = Some(millis).filter(|millis| *millis > 0);
            let rounded = |interval: Duration| (interval.as_secs_f64() * 1000.0).round() as u64;
            assert_eq!(interval(share).map(rounded), expected, "{share}");
        }
    }

    #[test]
    fn requests_start_an_interval_apart_and_a_batch_counts_all_of_its_parts() {
        let pacing = Pacing::default();
        let (users, mail) = (scope("/users"), scope("/me/messages"));
        let mut now = Instant::now();
        pacing.slow_down(users, full(), now);
        assert_eq!(delay(&pacing, mail, now), Duration::ZERO);
        now += 250 * MILLISECOND;
        assert_eq!(delay(&pacing, users, now), Duration::ZERO);
        pacing.started(users, 4, now);
        assert_eq!(delay(&pacing, users, now), SECOND);
        assert_eq!(
            delay(&pacing, users, now + 900 * MILLISECOND),
            100 * MILLISECOND
        );
    }

    #[test]
    fn responses_without_a_report_end_the_pace() {
        let pacing = Pacing::default();
        let (one, other) = (scope("/users/1/messages"), scope("/users/2/messages"));
        let now = Instant::now();
        pacing.slow_down(one.whole(), full(), now);
        for millis in [125, 63, 31, 0] {
            pacing.speed_up(other, now);
            assert_eq!(delay(&pacing, one.whole(), now).as_millis(), millis);
        }
        assert!(!pacing.is_active());

        pacing.slow_down(one, full(), now);
        pacing.speed_up(other, now);
        assert_eq!(delay(&pacing, one, now), 250 * MILLISECOND);
    }

    #[test]
    fn reports_are_forgotten_when_they_are_old() {
        let pacing = Pacing::default();
        let start = Instant::now();
        for number in 0..1_000_u32 {
            let mailbox = scope(&format!("/users/{number}/messages"));
            pacing.slow_down(mailbox, full(), start + number * SECOND);
        }
        assert_eq!(pacing.lock().len(), 10);
        assert!(
            pacing
                .turn(scope("/users/999/messages"), start + 1_008 * SECOND)
                .is_some()
        );
        assert!(
            pacing
                .turn(scope("/users/999/messages"), start + 1_009 * SECOND)
                .is_none()
        );
        assert!(!pacing.is_active());
    }
}
