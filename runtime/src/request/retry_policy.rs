//! When to retry, and how long to wait first.

use std::time::Duration;

use crate::error::Error;

/// Decides when a failed request is retried.
///
/// The default makes up to 6 attempts within 5 minutes. It waits half a second at first and 30 seconds at most, unless
/// the service says how long to wait.
///
/// A read is retried after the statuses 408, 429, 500, 502, 503, 504 and 509, after a connection that fails, breaks or
/// times out, before or during the response, and after a body that was cut off. Errors that a retry cannot fix,
/// such as a certificate that is not trusted, are not retried. [`decide`](Self::decide), a pure function, makes the
/// decision. After the last attempt the caller gets the error of that attempt.
///
/// A [request by hand](crate::RequestBuilder) that changes something is retried only if the service has certainly not
/// carried it out.
///
/// ```
/// use graph_resource::RetryPolicy;
/// use std::time::Duration;
///
/// let nightly_job = RetryPolicy::default().attempts(10).max_elapsed(Duration::from_secs(1800));
/// let interactive = RetryPolicy::never();
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[must_use = "a policy does nothing until it is passed to a client or a request"]
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

/// The decision of [`RetryPolicy::decide`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[must_use = "a decision does nothing: wait and retry, or return the error"]
#[non_exhaustive]
pub enum Decision {
    /// Retry after this time.
    Wait(Duration),
    /// Do not retry: return the error to the caller.
    Stop,
}

impl RetryPolicy {
    /// Returns a policy that never retries.
    ///
    /// If the only attempt is throttled, the client's next reads of the same workload still wait as long as the service
    /// says. Those that may not wait that long by their own [`max_elapsed`](Self::max_elapsed) fail without being sent.
    pub fn never() -> Self {
        RetryPolicy {
            attempts: 1,
            ..Self::default()
        }
    }

    /// Sets the largest number of attempts, the first one included. The default is 6, and 0 counts as 1.
    ///
    /// It counts how often one object or page is requested, alone or as a part of a batch; a batch that fails as a whole
    /// is an attempt at each of its parts. For a download it counts the requests since the last byte that arrived.
    /// Following a redirect, and the one repetition with a new token after a 401, are not attempts of their own.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sets how long after the start of the first attempt further attempts may start. The default is 5 minutes.
    ///
    /// If the next attempt would start later, the read fails at once. An attempt that is under way is not cut off; for
    /// that, see [`ClientBuilder::total_timeout`](crate::ClientBuilder::total_timeout).
    ///
    /// It also limits how long the first attempt waits because the service throttled another request. In a download,
    /// every byte that arrives ends the count, and the next failure starts a new one.
    pub fn max_elapsed(mut self, max_elapsed: Duration) -> Self {
        self.max_elapsed = max_elapsed;
        self
    }

    /// Sets the longest wait before the second attempt; it doubles with each further attempt. The default is half a second.
    pub fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = delay;
        self
    }

    /// Sets the longest wait before any attempt. The service's `Retry-After` may be longer. The default is 30 seconds.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// Decides whether to retry after `attempt` attempts. The last of them failed with `error`, `elapsed` after the first
    /// one started. `random` is a number from 0 to 1.
    ///
    /// If the service sent `Retry-After`, the wait is exactly that long. Otherwise the wait is a random part of an exponentially
    /// growing one ("full jitter"), so that clients that failed together do not return together.
    ///
    /// ```
    /// # use graph_resource::{Error, RetryPolicy, retry::Decision};
    /// # use std::time::Duration;
    /// # fn example(error: &Error) {
    /// match RetryPolicy::default().decide(error, 1, Duration::from_secs(2), 0.5) {
    ///     Decision::Wait(delay) => println!("retry in {delay:?}"),
    ///     // `Decision::Stop`, and what later versions of this library may add.
    ///     _ => println!("give up: {error}"),
    /// }
    /// # }
    /// ```
    pub fn decide(&self, error: &Error, attempt: u32, elapsed: Duration, random: f64) -> Decision {
        if !error.is_retryable() || attempt >= self.attempts {
            return Decision::Stop;
        }
        let delay = match error.retry_after() {
            Some(delay) => delay,
            None => random_part(self.backoff(attempt), random),
        };
        if self.allows(elapsed.saturating_add(delay)) {
            Decision::Wait(delay)
        } else {
            Decision::Stop
        }
    }

    /// The time in which further attempts may start.
    pub(crate) fn patience(&self) -> Duration {
        self.max_elapsed
    }

    /// Whether an attempt may start this long after the first one.
    pub(crate) fn allows(&self, elapsed: Duration) -> bool {
        elapsed <= self.max_elapsed
    }

    /// The longest wait after the given number of attempts.
    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = 2_u32
            .checked_pow(attempt.saturating_sub(1))
            .unwrap_or(u32::MAX);
        self.initial_delay
            .saturating_mul(doubled)
            .min(self.max_delay)
    }
}

/// A random part of a wait, or all of it if the product is not a valid duration.
fn random_part(wait: Duration, random: f64) -> Duration {
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
        let context = Context::default().with_head(
            StatusCode::from_u16(status).unwrap(),
            &HeaderMap::from_iter(headers),
        );
        Error::service(context, b"")
    }

    #[test]
    fn failures_that_may_pass_are_retried_and_others_are_not() {
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
    fn waits_grow_exponentially_with_full_jitter() {
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
    fn extreme_durations_do_not_panic() {
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
    fn retry_after_is_waited_for_exactly_within_max_elapsed() {
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
    fn retries_stop_after_the_last_attempt_and_after_max_elapsed() {
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
