//! When to try again, and how long to wait before.

use std::time::Duration;

use crate::error::Error;

/// When a read is tried again. The default: 6 attempts within 5 minutes, with waits of half a second at first and 30
/// seconds at most, unless the service says how long to wait.
///
/// Tried again are the statuses 408, 429, 500, 502, 503, 504 and 509, connections that fail, are reset or time out,
/// before the answer and within it, and bodies that are cut off. The decision itself is [`decide`](Self::decide), which
/// is pure. When it is to stop, the caller gets the last answer's own error.
///
/// ```
/// use graph_resource::RetryPolicy;
/// use std::time::Duration;
///
/// let patient = RetryPolicy::default().attempts(10).max_elapsed(Duration::from_secs(1800));
/// let impatient = RetryPolicy::never();
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct RetryPolicy {
    attempts: u32,
    max_elapsed: Duration,
    initial_delay: Duration,
    max_delay: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy {
            attempts: 6,
            max_elapsed: Duration::from_secs(300),
            initial_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(30),
        }
    }
}

/// What [`RetryPolicy::decide`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Try again after this time.
    Wait(Duration),
    /// Give the error to the caller.
    Stop,
}

impl RetryPolicy {
    /// One attempt and no more. Where it is throttled, the client's next reads of that part of the service wait as long as
    /// the service says, within their [`max_elapsed`](Self::max_elapsed).
    pub fn never() -> Self {
        RetryPolicy {
            attempts: 1,
            ..Self::default()
        }
    }

    /// At most so many attempts, the first one included.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// No further attempt that would begin later than this after the first one. Nor does the first one wait for longer than
    /// this because another request was throttled.
    pub fn max_elapsed(mut self, max_elapsed: Duration) -> Self {
        self.max_elapsed = max_elapsed;
        self
    }

    /// The longest wait before the second attempt; it doubles with each further one.
    pub fn initial_delay(mut self, wait: Duration) -> Self {
        self.initial_delay = wait;
        self
    }

    /// The longest wait before any attempt, where the service does not say how long to wait.
    pub fn max_delay(mut self, wait: Duration) -> Self {
        self.max_delay = wait;
        self
    }

    /// Whether to try again after `attempt` attempts, of which the last one failed with `error`, `elapsed` after the
    /// first one began. `random` is a number from 0 to 1.
    ///
    /// What the service says in `Retry-After` is waited for exactly. Otherwise the wait is a random part of an
    /// exponentially growing one ("full jitter"), so that clients that failed together do not come back together.
    pub fn decide(&self, error: &Error, attempt: u32, elapsed: Duration, random: f64) -> Decision {
        if !error.is_retryable() || attempt >= self.attempts {
            return Decision::Stop;
        }
        let wait = error
            .retry_after()
            .unwrap_or_else(|| part_of(self.backoff(attempt), random));
        if self.allows(elapsed.saturating_add(wait)) {
            Decision::Wait(wait)
        } else {
            Decision::Stop
        }
    }

    /// Whether an attempt may begin so long after the first one.
    pub(crate) fn allows(&self, elapsed: Duration) -> bool {
        elapsed <= self.max_elapsed
    }

    /// How long others are to leave a part of the service alone that throttled a read which is not tried again: as long as
    /// the service says, if that is a time that somebody would wait for.
    pub(crate) fn pause(&self, error: &Error) -> Option<Duration> {
        error
            .retry_after()
            .filter(|wait| error.is_throttled() && self.allows(*wait))
    }

    /// The longest wait behind the `attempt`th attempt.
    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = 2_u32
            .checked_pow(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        self.initial_delay
            .saturating_mul(doubled)
            .min(self.max_delay)
    }
}

/// A part of a wait; all of it where that cannot be reckoned.
fn part_of(wait: Duration, random: f64) -> Duration {
    Duration::try_from_secs_f64(wait.as_secs_f64() * random.clamp(0.0, 1.0)).unwrap_or(wait)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::context::Context;
    use crate::error::kind::ErrorKind;
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, RETRY_AFTER};

    const SECOND: Duration = Duration::from_secs(1);

    fn status(status: u16, retry_after: Option<&str>) -> Error {
        let headers = retry_after.map(|value| (RETRY_AFTER, value.parse().unwrap()));
        let context = Context::default().answered(
            StatusCode::from_u16(status).unwrap(),
            &HeaderMap::from_iter(headers),
        );
        Error::service(context, b"")
    }

    #[test]
    fn what_can_be_tried_again_is() {
        let policy = RetryPolicy::default();
        for code in [408, 429, 500, 502, 503, 504, 509] {
            assert_ne!(
                policy.decide(&status(code, None), 1, Duration::ZERO, 0.5),
                Decision::Stop,
                "{code}"
            );
        }
        for code in [400, 401, 403, 404, 409, 410, 412, 501] {
            assert_eq!(
                policy.decide(&status(code, None), 1, Duration::ZERO, 0.5),
                Decision::Stop,
                "{code}"
            );
        }
        for kind in [ErrorKind::Connect, ErrorKind::Timeout, ErrorKind::Io] {
            assert_ne!(
                policy.decide(&Error::new(kind, ""), 1, Duration::ZERO, 0.5),
                Decision::Stop,
                "{kind:?}"
            );
        }
        for kind in [
            ErrorKind::Request,
            ErrorKind::Credential,
            ErrorKind::Decode,
            ErrorKind::Limit,
            ErrorKind::Link,
        ] {
            assert_eq!(
                policy.decide(&Error::new(kind, ""), 1, Duration::ZERO, 0.5),
                Decision::Stop,
                "{kind:?}"
            );
        }
    }

    #[test]
    fn waits_grow_and_are_random_parts() {
        let policy = RetryPolicy::default()
            .attempts(100)
            .max_elapsed(1000 * SECOND);
        let wait =
            |attempt, random| policy.decide(&status(503, None), attempt, Duration::ZERO, random);
        assert_eq!(wait(1, 1.0), Decision::Wait(SECOND / 2));
        assert_eq!(wait(3, 1.0), Decision::Wait(2 * SECOND));
        assert_eq!(wait(3, 0.25), Decision::Wait(SECOND / 2));
        assert_eq!(wait(99, 1.0), Decision::Wait(30 * SECOND));
        assert_eq!(wait(2, 0.0), Decision::Wait(Duration::ZERO));
        assert_eq!(wait(1, 7.0), Decision::Wait(SECOND / 2));
        assert_eq!(wait(1, f64::NAN), Decision::Wait(SECOND / 2));
    }

    #[test]
    fn what_no_clock_can_count_is_no_panic() {
        let endless = RetryPolicy::default()
            .initial_delay(Duration::MAX)
            .max_delay(Duration::MAX)
            .max_elapsed(Duration::MAX);
        for random in [0.0, 0.5, 1.0, f64::INFINITY, f64::NAN] {
            let decision = endless.decide(&status(503, None), 5, Duration::MAX, random);
            assert!(
                matches!(decision, Decision::Wait(_)),
                "{random}: {decision:?}"
            );
        }
    }

    #[test]
    fn row_13_the_services_word_is_waited_for_within_the_budget() {
        let policy = RetryPolicy::default().max_elapsed(100 * SECOND);
        for (value, decision) in [
            ("2.128", Decision::Wait(Duration::from_millis(2128))),
            ("0.9", Decision::Wait(Duration::from_millis(900))),
            ("0", Decision::Wait(Duration::ZERO)),
            (
                "Wed, 21 Oct 2015 07:28:00 GMT",
                Decision::Wait(Duration::ZERO),
            ),
            ("99", Decision::Wait(99 * SECOND)),
            ("101", Decision::Stop),
            ("99999999999999999", Decision::Stop),
        ] {
            assert_eq!(
                policy.decide(&status(429, Some(value)), 1, Duration::ZERO, 0.5),
                decision,
                "{value}"
            );
        }
        assert_eq!(
            policy.decide(&status(429, Some("60")), 2, 41 * SECOND, 0.5),
            Decision::Stop
        );
    }

    #[test]
    fn attempts_and_time_come_to_an_end() {
        let policy = RetryPolicy::default();
        assert_eq!(
            policy.decide(&status(503, None), 6, Duration::ZERO, 0.5),
            Decision::Stop
        );
        assert_eq!(
            policy.decide(&status(503, None), 2, 301 * SECOND, 0.5),
            Decision::Stop
        );
        assert_eq!(
            RetryPolicy::never().decide(&status(503, None), 1, Duration::ZERO, 0.5),
            Decision::Stop
        );
    }
}
