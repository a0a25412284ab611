//! The limiter of a client: how many requests are in flight, and which workloads are paused.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::address::workload::Workload;
use crate::error::Error;
use crate::error::kind::ErrorKind;
use crate::error::throttle_info::ThrottleInfo;

/// A wait before a request, which is reported to the hook of [`ClientBuilder::on_wait`](crate::ClientBuilder::on_wait).
///
/// ```
/// use graph_resource::Client;
///
/// let builder = Client::builder().on_wait(|wait| {
///     eprintln!("{} waits {:?} after attempt {}", wait.template, wait.delay, wait.attempt);
/// });
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Wait<'a> {
    /// The length of the wait.
    pub delay: Duration,
    /// The number of failed attempts so far.
    pub attempt: u32,
    /// The path template of the request.
    pub template: &'a str,
    /// The status of the last attempt. `None` if it got no response, or if the request waits because another one was
    /// throttled.
    pub status: Option<u16>,
    /// What the service reported about its limits.
    pub throttle: Option<&'a ThrottleInfo>,
}

pub(crate) type OnWait = Arc<dyn Fn(&Wait<'_>) + Send + Sync>;

/// Limits the requests of all clones of a client.
pub(crate) struct Limiter {
    permits: Arc<Semaphore>,
    pauses: Mutex<HashMap<Workload, Instant>>,
}

impl Limiter {
    pub(crate) fn new(concurrency: usize) -> Self {
        // The semaphore panics above its own maximum.
        let permits = concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Limiter {
            permits: Arc::new(Semaphore::new(permits)),
            pauses: Mutex::default(),
        }
    }

    /// The time that is left of the pause of a workload.
    pub(crate) fn remaining_pause(&self, workload: &Workload, now: Instant) -> Option<Duration> {
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        let until = *pauses.get(workload)?;
        if until <= now {
            pauses.remove(workload);
            return None;
        }
        Some(until.duration_since(now))
    }

    /// Pauses a workload until the given time, unless it is already paused for longer.
    pub(crate) fn pause(&self, workload: Workload, until: Instant) {
        let mut pauses = self.pauses.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = pauses.entry(workload).or_insert(until);
        *entry = (*entry).max(until);
    }

    /// Waits for a permit among the requests in flight. It is never `None`, since the semaphore is never closed.
    pub(crate) async fn acquire(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).acquire_owned().await.ok()
    }
}

/// The error of a request that would have to wait longer for a paused workload than it may.
pub(crate) fn pause_exceeds_budget(left: Duration) -> Error {
    let summary = format!(
        "another request was throttled, and this workload is paused for {left:.1?} more, which is longer than this request \
         may wait (`RetryPolicy::max_elapsed`, `ClientBuilder::total_timeout`)"
    );
    Error::new(ErrorKind::Timeout, summary)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::resource_path::ResourcePath;

    #[test]
    fn a_pause_ends_and_the_longer_of_two_counts() {
        let limiter = Limiter::new(1);
        let now = Instant::now();
        let second = Duration::from_secs(1);
        let one = Workload::of(ResourcePath::parse("/a"));
        let other = Workload::of(ResourcePath::parse("/b"));
        assert_eq!(limiter.remaining_pause(&one, now), None);
        limiter.pause(one.clone(), now + 60 * second);
        limiter.pause(one.clone(), now + second);
        assert_eq!(
            limiter.remaining_pause(&one, now + 10 * second),
            Some(50 * second)
        );
        assert_eq!(limiter.remaining_pause(&one, now + 60 * second), None);
        limiter.pause(other.clone(), now);
        assert_eq!(limiter.remaining_pause(&other, now), None);
    }
}
