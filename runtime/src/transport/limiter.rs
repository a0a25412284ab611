//! The limiter of a client: how many requests are in flight, what the service has throttled, and
//! what it soon might.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::address::throttle_scope::ThrottleScope;
use crate::error::throttle_info::ThrottleInfo;
use crate::transport::pacing::Pacing;
use crate::transport::places::{ConcurrencyLimits, Places};

/// A wait before a request, which is reported to the hook of [`ClientBuilder::on_wait`](crate::ClientBuilder::on_wait).
///
/// ```
/// use graph_resource::Client;
///
/// let builder = Client::builder().on_wait(|wait| {
///     eprintln!("{} waits {:?} after attempt {}", wait.template, wait.delay, wait.attempt);
/// });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Wait<'a> {
    /// The length of the wait.
    pub delay: Duration,
    /// The number of failed attempts so far.
    pub attempt: u32,
    /// The path template of the request.
    pub template: &'a str,
    /// The status of the last attempt. `None` if it got no response, or if the request waits because another one was
    /// throttled or because requests are spaced out.
    pub status: Option<u16>,
    /// What the service reported about its limits.
    pub throttle: Option<&'a ThrottleInfo>,
}

pub(crate) type OnWait = Arc<dyn Fn(&Wait<'_>) + Send + Sync>;

/// Limits the requests of all clones of a client.
pub(crate) struct Limiter {
    pub(crate) places: Places,
    pub(crate) pacing: Pacing,
    /// Until when each scope is paused.
    pauses: Mutex<HashMap<ThrottleScope, Instant>>,
}

impl Limiter {
    pub(crate) fn new(limits: &ConcurrencyLimits) -> Self {
        Limiter {
            places: Places::new(limits),
            pacing: Pacing::default(),
            pauses: Mutex::default(),
        }
    }

    /// The time that is left of a pause of this scope, or of the whole workload.
    pub(crate) fn remaining_pause(&self, scope: ThrottleScope, now: Instant) -> Option<Duration> {
        let pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        if pauses.is_empty() {
            return None;
        }
        let until = pauses.get(&scope).max(pauses.get(&scope.whole()))?;
        let left = until.saturating_duration_since(now);
        Some(left).filter(|left| !left.is_zero())
    }

    /// Pauses a scope until the given time, unless it is already paused for longer. Pauses that are over are removed.
    pub(crate) fn pause(&self, scope: ThrottleScope, now: Instant, until: Instant) {
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        pauses.retain(|_, until| *until > now);
        let entry = pauses.entry(scope).or_insert(until);
        *entry = (*entry).max(until);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::resource_path::ResourcePath;

    const SECOND: Duration = Duration::from_secs(1);

    fn limiter() -> Limiter {
        Limiter::new(&ConcurrencyLimits::default())
    }

    fn scope(path: &str) -> ThrottleScope {
        ThrottleScope::of(ResourcePath::parse(path))
    }

    #[test]
    fn a_pause_ends_and_the_longer_of_two_counts() {
        let limiter = limiter();
        let now = Instant::now();
        let one = scope("/a");
        let other = scope("/b");
        assert_eq!(limiter.remaining_pause(one, now), None);
        limiter.pause(one, now, now + 60 * SECOND);
        limiter.pause(one, now, now + SECOND);
        assert_eq!(
            limiter.remaining_pause(one, now + 10 * SECOND),
            Some(50 * SECOND)
        );
        assert_eq!(limiter.remaining_pause(one, now + 60 * SECOND), None);
        limiter.pause(other, now, now);
        assert_eq!(limiter.remaining_pause(other, now), None);
    }

    #[test]
    fn a_pause_of_the_whole_workload_covers_each_mailbox_and_not_the_reverse() {
        let limiter = limiter();
        let now = Instant::now();
        let one = scope("/users/1/messages");
        let other = scope("/users/2/messages");
        limiter.pause(one, now, now + 60 * SECOND);
        assert_eq!(limiter.remaining_pause(one.whole(), now), None);
        assert_eq!(limiter.remaining_pause(other, now), None);
        limiter.pause(one.whole(), now, now + 10 * SECOND);
        assert_eq!(limiter.remaining_pause(one, now), Some(60 * SECOND));
        assert_eq!(limiter.remaining_pause(other, now), Some(10 * SECOND));
    }

    #[test]
    fn pauses_that_are_over_are_forgotten() {
        let limiter = limiter();
        let start = Instant::now();
        for number in 0..1_000_u32 {
            let mailbox = scope(&format!("/users/{number}/messages"));
            let now = start + number * SECOND;
            limiter.pause(mailbox, now, now + 10 * SECOND);
        }
        assert_eq!(limiter.pauses.lock().unwrap().len(), 10);
    }
}
