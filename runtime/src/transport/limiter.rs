//! One limiter a client: how many requests at once, and which part of the service wants to be left alone for how long.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::throttle_info::ThrottleInfo;

/// A wait before a request, for the hook of [`ClientBuilder::on_wait`](crate::ClientBuilder::on_wait).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Wait<'a> {
    /// How long.
    pub delay: Duration,
    /// How many attempts there have been.
    pub attempt: u32,
    /// The path template of the request.
    pub template: &'a str,
    /// The status that the last attempt met; `None` where it met none, and where the request waits because another one was
    /// throttled.
    pub status: Option<u16>,
    /// What the service said of its limits.
    pub throttle: Option<&'a ThrottleInfo>,
}

pub(crate) type OnWait = Arc<dyn Fn(&Wait<'_>) + Send + Sync>;

/// Shared by all clones of a client.
pub(crate) struct Limiter {
    permits: Arc<Semaphore>,
    pauses: Mutex<HashMap<Workload, Instant>>,
}

impl Limiter {
    pub(crate) fn new(concurrency: usize) -> Self {
        // The semaphore has a limit of its own, above anything that makes sense.
        let permits = concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Limiter {
            permits: Arc::new(Semaphore::new(permits)),
            pauses: Mutex::default(),
        }
    }

    /// What is left of the pause of an workload.
    pub(crate) fn remaining_pause(&self, workload: &Workload, now: Instant) -> Option<Duration> {
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        let left = pauses
            .get(workload)?
            .checked_duration_since(now)
            .filter(|left| !left.is_zero());
        if left.is_none() {
            pauses.remove(workload);
        }
        left
    }

    /// Leaves an workload alone until then, or longer where that was said before.
    pub(crate) fn pause(&self, workload: Workload, until: Instant) {
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = pauses.entry(workload).or_insert(until);
        *entry = (*entry).max(until);
    }

    /// Waits for a place among the requests under way. `None` is never: the semaphore is not closed.
    pub(crate) async fn acquire(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).acquire_owned().await.ok()
    }
}

/// Why a request is not sent that would have to wait for others longer than it may.
pub(crate) fn pause_exceeds_budget(left: Duration) -> Error {
    let what = format!(
        "another request was throttled, and for {left:.1?} more this part of the service is to be left alone, which is \
         longer than this one waits (`RetryPolicy::max_elapsed`, `ClientBuilder::total_timeout`)"
    );
    Error::new(ErrorKind::Timeout, what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::resource_path::ResourcePath;

    #[test]
    fn a_pause_ends_and_the_longer_one_counts() {
        let limiter = Limiter::new(1);
        let (now, second) = (Instant::now(), Duration::from_secs(1));
        let a = Workload::of(ResourcePath::parse("/a"));
        let b = Workload::of(ResourcePath::parse("/b"));
        assert_eq!(limiter.remaining_pause(&a, now), None);
        limiter.pause(a.clone(), now + 60 * second);
        limiter.pause(a.clone(), now + second);
        assert_eq!(
            limiter.remaining_pause(&a, now + 10 * second),
            Some(50 * second)
        );
        assert_eq!(limiter.remaining_pause(&a, now + 60 * second), None);
        limiter.pause(b.clone(), now);
        assert_eq!(limiter.remaining_pause(&b, now), None);
    }
}
