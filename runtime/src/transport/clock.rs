//! The time that a read has taken.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

/// When a read started. The parts of a batch, which are one read, have started together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    begun: Instant,
    /// The retry policy counts from here: a wait for the requests of others does not count.
    first_sent: Option<Instant>,
}

impl Clock {
    pub(crate) fn start(now: Instant) -> Self {
        Clock {
            begun: now,
            first_sent: None,
        }
    }

    pub(crate) fn begun(&self) -> Instant {
        self.begun
    }

    /// Records that an attempt is sent now.
    pub(crate) fn sent(&mut self, now: Instant) {
        self.first_sent.get_or_insert(now);
    }

    /// Records that the read has made progress, so that the retry policy counts from the next attempt.
    pub(crate) fn progressed(&mut self) {
        self.first_sent = None;
    }

    /// The time since the first attempt was sent, if one was.
    pub(crate) fn since_sent(&self, now: Instant) -> Option<Duration> {
        Some(now.saturating_duration_since(self.first_sent?))
    }

    /// The deadline that a total timeout sets.
    pub(crate) fn end(&self, total: Option<Duration>) -> Option<Instant> {
        self.begun.checked_add(total?)
    }

    /// Whether the total timeout leaves time for an attempt after a wait. If not, the read fails without waiting.
    pub(crate) fn leaves(&self, total: Option<Duration>, now: Instant, wait: Duration) -> bool {
        let elapsed = now.saturating_duration_since(self.begun);
        total.is_none_or(|total| elapsed.saturating_add(wait) < total)
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

/// As [`in_time`], with the deadline of a total timeout. Few clients have one, so the timer is on the heap.
pub(crate) async fn in_total_time<T>(
    end: Option<Instant>,
    future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    match end {
        Some(_) => Box::pin(in_time(end, future)).await,
        None => Some(future.await),
    }
}
