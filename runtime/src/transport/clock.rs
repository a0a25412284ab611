//! The time that a read takes.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// Since when a read is under way. The calls of a batch, which are one read, share it.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    begun: Instant,
    /// The waiting for others before it does not count against the policy.
    first_sent: Arc<OnceLock<Instant>>,
}

impl Clock {
    pub(crate) fn start(now: Instant) -> Self {
        Clock {
            begun: now,
            first_sent: Arc::default(),
        }
    }

    /// An attempt goes out now.
    pub(crate) fn sent(&self, now: Instant) {
        self.first_sent.get_or_init(|| now);
    }

    /// The time since the first attempt went out, if there was one.
    pub(crate) fn since_sent(&self, now: Instant) -> Option<Duration> {
        Some(now.saturating_duration_since(*self.first_sent.get()?))
    }

    pub(crate) fn since_begun(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.begun)
    }

    /// When all has to be over.
    pub(crate) fn end(&self, total: Option<Duration>) -> Option<Instant> {
        self.begun.checked_add(total?)
    }

    /// Whether there is time for an attempt after that wait: if not, the caller hears of it at once.
    pub(crate) fn leaves(&self, total: Option<Duration>, now: Instant, wait: Duration) -> bool {
        total.is_none_or(|total| self.since_begun(now).saturating_add(wait) < total)
    }
}

/// The time after a wait; one that is too long for any clock ends in a year.
pub(crate) fn after(now: Instant, wait: Duration) -> Instant {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    now.checked_add(wait).unwrap_or(now + YEAR)
}

/// What comes until then, if there is such a time.
pub(crate) async fn in_time<T>(end: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match end {
        Some(end) => timeout_at(end, future).await.ok(),
        None => Some(future.await),
    }
}
