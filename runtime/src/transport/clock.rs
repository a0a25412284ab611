//! The time that a read has taken.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// When a read started. The calls of a batch, which are one read, share a clock.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    begun: Instant,
    /// The retry policy counts from here: a wait for the requests of others does not count.
    first_sent: Arc<OnceLock<Instant>>,
}

impl Clock {
    pub(crate) fn start(now: Instant) -> Self {
        Clock {
            begun: now,
            first_sent: Arc::default(),
        }
    }

    /// Records that an attempt is sent now.
    pub(crate) fn sent(&self, now: Instant) {
        self.first_sent.get_or_init(|| now);
    }

    /// The time since the first attempt was sent, if one was.
    pub(crate) fn since_sent(&self, now: Instant) -> Option<Duration> {
        Some(now.saturating_duration_since(*self.first_sent.get()?))
    }

    /// The time since the read started.
    pub(crate) fn since_begun(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.begun)
    }

    /// The deadline that a total timeout sets.
    pub(crate) fn end(&self, total: Option<Duration>) -> Option<Instant> {
        self.begun.checked_add(total?)
    }

    /// Whether the total timeout leaves time for an attempt after a wait. If not, the read fails without waiting.
    pub(crate) fn leaves(&self, total: Option<Duration>, now: Instant, wait: Duration) -> bool {
        match total {
            Some(total) => self.since_begun(now).saturating_add(wait) < total,
            None => true,
        }
    }
}

/// The time after a wait, or a year from now if the sum overflows.
pub(crate) fn after(now: Instant, wait: Duration) -> Instant {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);
    now.checked_add(wait).unwrap_or(now + YEAR)
}

/// The output of the future, or `None` if it is not ready by the deadline.
pub(crate) async fn in_time<T>(end: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match end {
        Some(end) => timeout_at(end, future).await.ok(),
        None => Some(future.await),
    }
}
