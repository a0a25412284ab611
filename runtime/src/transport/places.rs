//! The places for concurrent requests: those of the client, and those of each workload with a limit of its own.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::address::workload::Workload;
use crate::transport::clock::in_time;

/// Enough to keep a connection busy.
const DEFAULT_LIMIT: usize = 16;

/// How many concurrent requests of one app these workloads accept
/// (https://learn.microsoft.com/graph/throttling-limits).
const DOCUMENTED_LIMITS: [(Workload, usize); 4] = [
    (Workload::Insights, 4),
    (Workload::OneNote, 5),
    (Workload::Outlook, 4),
    (Workload::SecureScores, 4),
];

/// How many requests to Outlook the service runs at once if they are in one batch
/// (https://learn.microsoft.com/graph/throttling-limits). It runs those to other workloads all at once.
const OUTLOOK_PARTS_AT_ONCE: usize = 4;

/// How many requests may be in flight at once.
pub(crate) struct ConcurrencyLimits {
    pub(crate) all: usize,
    /// The limits of the workloads that have one, by their index.
    of_workloads: [Option<usize>; Workload::ALL.len()],
}

impl Default for ConcurrencyLimits {
    fn default() -> Self {
        let mut limits = ConcurrencyLimits {
            all: DEFAULT_LIMIT,
            of_workloads: [None; Workload::ALL.len()],
        };
        for (workload, limit) in DOCUMENTED_LIMITS {
            limits.set(workload, Some(limit));
        }
        limits
    }
}

impl ConcurrencyLimits {
    pub(crate) fn set(&mut self, workload: Workload, limit: Option<usize>) {
        self.of_workloads[workload.index()] = limit;
    }
}

/// The places of a client.
pub(crate) struct Places {
    all: Pool,
    of_workloads: [Option<Pool>; Workload::ALL.len()],
}

impl Places {
    pub(crate) fn new(limits: &ConcurrencyLimits) -> Self {
        Places {
            all: Pool::new(limits.all),
            of_workloads: limits.of_workloads.map(|limit| limit.map(Pool::new)),
        }
    }

    /// How many requests to this workload one batch may contain. `None` if any number.
    pub(crate) fn max_parts(&self, workload: Workload) -> Option<usize> {
        let limit = self.of_workloads[workload.index()].as_ref()?.size;
        Some(limit).filter(|limit| *limit < parts_at_once(workload))
    }

    /// The places that a request needs, if they are free and no other request waits for them. It saves most requests the
    /// cost of a wait that has an end.
    pub(crate) fn try_acquire(&self, demand: Demand) -> Option<HeldPlaces> {
        let mut of_workloads = Vec::new();
        for (_, pool, places) in self.needed(demand) {
            of_workloads.push(pool.try_acquire(places)?);
        }
        Some(HeldPlaces {
            demand,
            _place: self.all.try_acquire(1)?,
            _of_workloads: of_workloads,
        })
    }

    /// Waits until `end` for the places that a request needs.
    ///
    /// Requests wait in the order in which they come. Those that need places of several workloads wait for one workload
    /// after the other, always in the same order, so that no two of them wait for each other. The place among all requests
    /// comes last: a request that waits for a workload must not keep out those to other workloads.
    pub(crate) async fn acquire(
        &self,
        demand: Demand,
        end: Option<Instant>,
    ) -> Result<HeldPlaces, AllTaken> {
        let mut of_workloads = Vec::new();
        for (workload, pool, places) in self.needed(demand) {
            let places = pool.acquire(places, end).await;
            of_workloads.push(places.ok_or(AllTaken {
                workload: Some(workload),
                limit: pool.size,
            })?);
        }
        let place = self.all.acquire(1, end).await;
        Ok(HeldPlaces {
            demand,
            _place: place.ok_or(AllTaken {
                workload: None,
                limit: self.all.size,
            })?,
            _of_workloads: of_workloads,
        })
    }

    /// The places of workloads that a request needs: one for each part that the service runs at once, as far as there are
    /// so many.
    fn needed(&self, demand: Demand) -> impl Iterator<Item = (Workload, &Pool, u32)> {
        let limited = self.of_workloads.iter().zip(Workload::ALL);
        limited.filter_map(move |(pool, workload)| {
            let pool = pool.as_ref()?;
            let places = demand
                .requests_to(workload)
                .min(parts_at_once(workload))
                .min(pool.size);
            let places = u32::try_from(places).unwrap_or(u32::MAX);
            Some((workload, pool, places)).filter(|_| places > 0)
        })
    }
}

/// How many of the requests to a workload in one batch the service runs at once.
fn parts_at_once(workload: Workload) -> usize {
    match workload {
        Workload::Outlook => OUTLOOK_PARTS_AT_ONCE,
        _ => usize::MAX,
    }
}

/// The places for requests of one kind.
struct Pool {
    size: usize,
    free: Arc<Semaphore>,
}

impl Pool {
    fn new(limit: usize) -> Self {
        // The semaphore panics above its own maximum.
        let size = limit.clamp(1, Semaphore::MAX_PERMITS);
        Pool {
            size,
            free: Arc::new(Semaphore::new(size)),
        }
    }

    /// This many places, if they are free and nobody waits for them.
    fn try_acquire(&self, places: u32) -> Option<OwnedSemaphorePermit> {
        let free = Arc::clone(&self.free);
        free.try_acquire_many_owned(places).ok()
    }

    /// Waits until `end` for this many places.
    async fn acquire(&self, places: u32, end: Option<Instant>) -> Option<OwnedSemaphorePermit> {
        let free = Arc::clone(&self.free);
        // The semaphore is never closed.
        in_time(end, free.acquire_many_owned(places)).await?.ok()
    }
}

/// The places that a request needs, besides the one among all requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    /// A place of its workload.
    One(Option<Workload>),
    /// Those of the parts of a batch, which the service runs at once: how many there are of each workload, by its index.
    Parts([u8; Workload::ALL.len()]),
}

impl Demand {
    /// The places for a batch with parts of these workloads.
    pub(crate) fn of_parts(parts: impl Iterator<Item = Option<Workload>>) -> Self {
        let mut counts = [0; Workload::ALL.len()];
        for workload in parts.flatten() {
            // A batch has 20 parts at most.
            let count: &mut u8 = &mut counts[workload.index()];
            *count = count.saturating_add(1);
        }
        Demand::Parts(counts)
    }

    fn requests_to(&self, workload: Workload) -> usize {
        match self {
            Demand::One(own) => usize::from(*own == Some(workload)),
            Demand::Parts(counts) => counts[workload.index()].into(),
        }
    }
}

/// The places of a request, which are free again when this is dropped.
pub(crate) struct HeldPlaces {
    pub(crate) demand: Demand,
    _place: OwnedSemaphorePermit,
    _of_workloads: Vec<OwnedSemaphorePermit>,
}

/// All places were taken until the end of the wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AllTaken {
    /// The workload whose places were taken. `None` if they were those of all requests.
    pub(crate) workload: Option<Workload>,
    pub(crate) limit: usize,
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};
    use std::time::Duration;

    use super::*;

    const MAIL: Demand = Demand::One(Some(Workload::Outlook));
    const DIRECTORY: Demand = Demand::One(Some(Workload::Directory));

    fn places(all: usize) -> Places {
        Places::new(&ConcurrencyLimits {
            all,
            ..ConcurrencyLimits::default()
        })
    }

    fn parts(workloads: &[(Workload, usize)]) -> Demand {
        let parts = workloads
            .iter()
            .flat_map(|(workload, count)| std::iter::repeat_n(Some(*workload), *count));
        Demand::of_parts(parts)
    }

    /// The places, or `None` if the request would have to wait for them.
    fn at_once(places: &Places, demand: Demand) -> Option<HeldPlaces> {
        let mut acquire = Box::pin(places.acquire(demand, None));
        let acquired = poll_once(acquire.as_mut())?;
        Some(acquired.unwrap_or_else(|taken| panic!("{taken:?}")))
    }

    fn poll_once<F: Future>(future: Pin<&mut F>) -> Option<F::Output> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => Some(output),
            Poll::Pending => None,
        }
    }

    /// As many places as there are without waiting.
    fn all_at_once(places: &Places, demand: Demand) -> Vec<HeldPlaces> {
        std::iter::from_fn(|| at_once(places, demand)).collect()
    }

    #[test]
    fn the_documented_limits_hold_whatever_the_limit_of_all_requests_is() {
        for (workload, limit) in [
            (Workload::Outlook, 4),
            (Workload::Insights, 4),
            (Workload::SecureScores, 4),
            (Workload::OneNote, 5),
            (Workload::Directory, 100),
            (Workload::Security, 100),
        ] {
            let demand = Demand::One(Some(workload));
            assert_eq!(all_at_once(&places(100), demand).len(), limit);
            assert_eq!(all_at_once(&places(2), demand).len(), 2, "{workload:?}");
        }
        assert_eq!(all_at_once(&places(100), Demand::One(None)).len(), 100);
    }

    #[test]
    fn a_limit_can_be_set_and_lifted() {
        let mut limits = ConcurrencyLimits::default();
        limits.set(Workload::Outlook, None);
        limits.set(Workload::Directory, Some(2));
        limits.set(Workload::Teams, Some(0));
        limits.set(Workload::Files, Some(usize::MAX));
        let places = Places::new(&limits);
        assert_eq!(all_at_once(&places, MAIL).len(), 16);
        assert_eq!(all_at_once(&places, DIRECTORY).len(), 2);
        assert_eq!(
            all_at_once(&places, Demand::One(Some(Workload::Teams))).len(),
            1
        );
        assert_eq!(
            all_at_once(&places, Demand::One(Some(Workload::Files))).len(),
            16
        );
    }

    #[test]
    fn a_batch_takes_a_place_for_each_part_and_at_most_all() {
        let places = places(100);
        let three = at_once(&places, parts(&[(Workload::Outlook, 3)])).unwrap();
        assert!(at_once(&places, parts(&[(Workload::Outlook, 2)])).is_none());
        let one = at_once(
            &places,
            parts(&[(Workload::Outlook, 1), (Workload::Files, 9)]),
        );
        assert!(one.is_some() && at_once(&places, MAIL).is_none());
        drop((one, three));
        let all = at_once(&places, parts(&[(Workload::Outlook, 20)])).unwrap();
        assert!(at_once(&places, MAIL).is_none());
        drop(all);
        assert_eq!(all_at_once(&places, MAIL).len(), 4);
    }

    #[test]
    fn a_batch_contains_no_more_requests_than_the_service_may_run_at_once() {
        let mut limits = ConcurrencyLimits::default();
        let max_parts =
            |limits: &ConcurrencyLimits, workload| Places::new(limits).max_parts(workload);
        assert_eq!(max_parts(&limits, Workload::Outlook), None);
        assert_eq!(max_parts(&limits, Workload::OneNote), Some(5));
        assert_eq!(max_parts(&limits, Workload::Files), None);
        limits.set(Workload::Outlook, Some(2));
        assert_eq!(max_parts(&limits, Workload::Outlook), Some(2));
        limits.set(Workload::Outlook, Some(8));
        let places = Places::new(&limits);
        let batches = all_at_once(&places, parts(&[(Workload::Outlook, 20)]));
        assert_eq!(batches.len(), 2);
    }

    #[test]
    fn a_place_that_others_wait_for_is_not_free() {
        let places = places(100);
        let mut mails = all_at_once(&places, MAIL);
        assert!(places.try_acquire(MAIL).is_none());
        let mut batch = Box::pin(places.acquire(parts(&[(Workload::Outlook, 2)]), None));
        assert!(poll_once(batch.as_mut()).is_none());
        mails.pop();
        assert!(places.try_acquire(MAIL).is_none());
        mails.pop();
        assert!(places.try_acquire(MAIL).is_none());
        assert!(poll_once(batch.as_mut()).is_some());
        mails.pop();
        assert!(places.try_acquire(MAIL).is_some());
        assert_eq!(places.all.free.available_permits(), 99);
    }

    #[test]
    fn places_of_which_some_are_taken_are_not_free() {
        let places = places(100);
        let both = parts(&[(Workload::OneNote, 5), (Workload::Outlook, 1)]);
        let mails = all_at_once(&places, MAIL);
        assert!(places.try_acquire(both).is_none());
        let note = Demand::One(Some(Workload::OneNote));
        assert_eq!(all_at_once(&places, note).len(), 5);
        drop(mails);
        let held = places.try_acquire(both);
        assert!(held.is_some() && at_once(&places, note).is_none());
    }

    #[test]
    fn waiting_for_a_workload_keeps_no_place_from_others() {
        let places = places(5);
        let _mails = all_at_once(&places, MAIL);
        let mut waiting: Vec<_> = (0..100)
            .map(|_| Box::pin(places.acquire(MAIL, None)))
            .collect();
        for wait in &mut waiting {
            assert!(poll_once(wait.as_mut()).is_none());
        }
        assert!(at_once(&places, DIRECTORY).is_some());
    }

    #[test]
    fn dropping_a_wait_leaves_nothing_held() {
        let places = places(100);
        let outlook = all_at_once(&places, MAIL);
        let both = parts(&[(Workload::Insights, 4), (Workload::Outlook, 4)]);
        let mut wait = Box::pin(places.acquire(both, None));
        // It has the places of one workload, and waits for those of the other.
        assert!(poll_once(wait.as_mut()).is_none());
        assert!(at_once(&places, Demand::One(Some(Workload::Insights))).is_none());
        drop(wait);
        drop(outlook);
        assert_eq!(places.all.free.available_permits(), 100);
        for (workload, limit) in DOCUMENTED_LIMITS {
            let pool = places.of_workloads[workload.index()].as_ref().unwrap();
            assert_eq!(pool.free.available_permits(), limit, "{workload:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn requests_for_many_and_for_few_places_get_them_in_turn() {
        let places = Arc::new(places(100));
        let mut held = all_at_once(&places, MAIL);
        let order = Arc::new(std::sync::Mutex::new(Vec::new()));
        let mut tasks = tokio::task::JoinSet::new();
        for (name, demand) in [
            ("batch", parts(&[(Workload::Outlook, 4)])),
            ("mail", MAIL),
            ("second batch", parts(&[(Workload::Outlook, 2)])),
            ("second mail", MAIL),
        ] {
            let (places, order) = (Arc::clone(&places), Arc::clone(&order));
            tasks.spawn(async move {
                let _held = places.acquire(demand, None).await.ok();
                order.lock().unwrap().push(name);
                tokio::time::sleep(Duration::from_secs(1)).await;
            });
            tokio::task::yield_now().await;
        }
        while held.pop().is_some() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        while tasks.join_next().await.is_some() {}
        let order = order.lock().unwrap();
        assert_eq!(*order, ["batch", "mail", "second batch", "second mail"]);
    }

    #[tokio::test(start_paused = true)]
    async fn batches_that_need_the_same_workloads_do_not_wait_for_each_other() {
        let places = Arc::new(places(100));
        let orders = [
            [(Workload::OneNote, 20), (Workload::Outlook, 20)],
            [(Workload::Outlook, 20), (Workload::OneNote, 20)],
        ];
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..100 {
            let places = Arc::clone(&places);
            let demand = parts(&orders[number % 2]);
            tasks.spawn(async move {
                let held = places.acquire(demand, None).await;
                tokio::time::sleep(Duration::from_millis(10)).await;
                held.is_ok()
            });
        }
        let all = tokio::time::timeout(Duration::from_secs(60), tasks.join_all());
        assert!(all.await.unwrap().into_iter().all(|is_done| is_done));
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_ends_and_says_which_places_were_taken() {
        let places = places(4);
        let _mails = all_at_once(&places, MAIL);
        for (demand, workload) in [(MAIL, Some(Workload::Outlook)), (DIRECTORY, None)] {
            let started = Instant::now();
            let end = started.checked_add(Duration::from_secs(100));
            let taken = places.acquire(demand, end).await.err().unwrap();
            assert_eq!(taken, AllTaken { workload, limit: 4 });
            assert!(started.elapsed() >= Duration::from_secs(100));
        }
    }
}
