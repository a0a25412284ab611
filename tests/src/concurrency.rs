//! Limits on concurrent requests, as Graph has them for some workloads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::failure::Failure;

/// The workloads that limit concurrent requests of an app, and their limits.
const LIMITS: [(&str, usize); 4] = [
    ("insights", 4),
    ("onenote", 5),
    ("outlook", 4),
    ("secureScores", 4),
];
const OUTLOOK: usize = 2;
const SECURE_SCORES: usize = 3;

/// How many requests to Outlook a batch runs at once.
const BATCH_CONCURRENCY: usize = 4;

/// What belongs to Outlook below a user or group, in lower case.
const OUTLOOK_SEGMENTS: [&str; 12] = [
    "calendar",
    "calendars",
    "calendarview",
    "contacts",
    "events",
    "mailfolders",
    "messages",
    "outlook",
    "people",
    "photo",
    "photos",
    "todo",
];

/// How the requests to one workload made use of its limit; see
/// [`Service::concurrency`](crate::Service::concurrency).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Concurrency {
    /// How many requests may run at once.
    pub limit: usize,
    /// How many requests ran at once at most.
    pub most: usize,
    /// How many requests were served.
    pub served: usize,
    /// How many requests were refused with 429.
    pub refused: usize,
    /// The time that all requests took together.
    pub busy: Duration,
    /// The time from the start of the first request to the end of the last one.
    pub span: Duration,
}

impl Concurrency {
    /// The share of the limit that was in use from the first request to the last.
    pub fn utilization(&self) -> f64 {
        let available = self.span.as_secs_f64() * self.limit as f64;
        if available == 0.0 {
            return 0.0;
        }
        self.busy.as_secs_f64() / available
    }
}

/// The requests that run now.
#[derive(Debug)]
pub(crate) struct Limits {
    service_time: Duration,
    running: Mutex<[Running; LIMITS.len()]>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Running {
    now: usize,
    most: usize,
    served: usize,
    refused: usize,
    busy: Duration,
    first: Option<Instant>,
    last: Option<Instant>,
}

impl Limits {
    pub(crate) fn new(service_time: Duration) -> Self {
        Self {
            service_time,
            running: Mutex::default(),
        }
    }

    /// Takes the service time for a request, unless too many are running.
    pub(crate) async fn run(&self, path_and_query: &str) -> Result<(), Failure> {
        let workload = workload(path_and_query);
        let _place = match workload {
            Some(workload) => Some(self.enter(workload)?),
            None => None,
        };
        tokio::time::sleep(self.service_time).await;
        Ok(())
    }

    /// Takes the service time for the requests of a batch, which run at once except for those to Outlook.
    pub(crate) async fn run_parts(
        self: &Arc<Self>,
        paths: impl IntoIterator<Item = String>,
    ) -> Vec<Result<(), Failure>> {
        let turns = Arc::new(Semaphore::new(BATCH_CONCURRENCY));
        let mut tasks = JoinSet::new();
        for (index, path) in paths.into_iter().enumerate() {
            let (limits, turns) = (Arc::clone(self), Arc::clone(&turns));
            tasks.spawn(async move {
                let is_outlook = workload(&path) == Some(OUTLOOK);
                let _turn = match is_outlook {
                    true => turns.acquire().await.ok(),
                    false => None,
                };
                (index, limits.run(&path).await)
            });
        }
        let mut results = tasks.join_all().await;
        results.sort_by_key(|(index, _)| *index);
        results.into_iter().map(|(_, result)| result).collect()
    }

    /// How the requests to the workload with this name made use of its limit.
    pub(crate) fn concurrency(&self, name: &str) -> Option<Concurrency> {
        let index = LIMITS.iter().position(|(known, _)| *known == name)?;
        let running = self.lock()[index];
        let span = running.last.zip(running.first);
        Some(Concurrency {
            limit: LIMITS[index].1,
            most: running.most,
            served: running.served,
            refused: running.refused,
            busy: running.busy,
            span: span.map_or(Duration::ZERO, |(last, first)| last - first),
        })
    }

    fn enter(&self, workload: usize) -> Result<Place<'_>, Failure> {
        let (name, limit) = LIMITS[workload];
        let running = &mut self.lock()[workload];
        if running.now == limit {
            running.refused += 1;
            return Err(Failure::throttled(name).header(RETRY_AFTER, "1".to_owned()));
        }
        let entered = Instant::now();
        running.now += 1;
        running.most = running.most.max(running.now);
        running.first.get_or_insert(entered);
        Ok(Place {
            limits: self,
            workload,
            entered,
        })
    }

    fn lock(&self) -> MutexGuard<'_, [Running; LIMITS.len()]> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of a request that runs, until it is dropped.
struct Place<'l> {
    limits: &'l Limits,
    workload: usize,
    entered: Instant,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let running = &mut self.limits.lock()[self.workload];
        running.now -= 1;
        running.served += 1;
        running.busy += self.entered.elapsed();
        running.last = Some(Instant::now());
    }
}

/// The index of the limited workload that a path with its version belongs to.
fn workload(path_and_query: &str) -> Option<usize> {
    let path = path_and_query.split('?').next()?.to_ascii_lowercase();
    let segments: Vec<&str> = path.split('/').skip(2).collect();
    let resource = match segments[..] {
        [
            "security",
            "securescores" | "securescorecontrolprofiles",
            ..,
        ] => {
            return Some(SECURE_SCORES);
        }
        ["me", resource, ..] => resource,
        ["users" | "groups" | "sites", _, resource, ..] => resource,
        _ => return None,
    };
    if OUTLOOK_SEGMENTS.contains(&resource) {
        return Some(OUTLOOK);
    }
    LIMITS.iter().position(|(name, _)| *name == resource)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn requests_above_the_limit_are_refused_and_the_use_of_the_limit_is_measured() {
        let limits = Arc::new(Limits::new(SECOND));
        let mut tasks = JoinSet::new();
        for number in 0..6 {
            let limits = Arc::clone(&limits);
            let path = format!("/v1.0/users/{number}/messages?$top=1");
            tasks.spawn(async move { limits.run(&path).await });
        }
        let results = tasks.join_all().await;
        assert_eq!(results.iter().filter(|result| result.is_err()).count(), 2);
        limits.run("/beta/me/mailFolders/1").await.unwrap();
        limits.run("/v1.0/users/1").await.unwrap();
        let outlook = limits.concurrency("outlook").unwrap();
        let counts = (outlook.limit, outlook.most, outlook.served, outlook.refused);
        assert_eq!(counts, (4, 4, 5, 2));
        assert_eq!(outlook.busy.as_secs(), 5);
        assert_eq!((outlook.utilization() * 1000.0).round(), 625.0);
        assert_eq!(limits.concurrency("onenote").unwrap().utilization(), 0.0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_batch_runs_four_of_its_requests_to_outlook_at_once() {
        let limits = Arc::new(Limits::new(SECOND));
        let mails = (0..10).map(|number| format!("/v1.0/users/{number}/messages"));
        let notes = (0..6).map(|_| "/v1.0/me/onenote/pages".to_owned());
        let results = limits.run_parts(mails.chain(notes)).await;
        assert!(results[..10].iter().all(Result::is_ok));
        assert_eq!(limits.concurrency("outlook").unwrap().most, 4);
        let onenote = limits.concurrency("onenote").unwrap();
        assert_eq!((onenote.served, onenote.refused), (5, 1));
    }
}
