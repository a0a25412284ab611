//! Token refreshes that several callers share.
//!
//! No background task drives a refresh, and no lock is held while it is in flight. Its future is polled by whichever
//! caller is polled, so a caller that is dropped, or is never polled again, does not keep the others from the result.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::auth::credential::TokenFuture;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// The age at which callers give up on a refresh and start another: the credential may never return.
const ABANDONED_AFTER: Duration = Duration::from_secs(120);

type TokenResult = Result<AccessToken, BoxError>;

/// The refreshes in flight. There are hardly ever more than two.
#[derive(Default)]
pub(super) struct SharedRefreshes(Mutex<InFlight>);

#[derive(Default)]
struct InFlight {
    refreshes: Vec<Refresh>,
    last_id: u64,
}

struct Refresh {
    id: u64,
    request: TokenRequest,
    started_at: Instant,
    /// The number of callers that wait for the result.
    callers: usize,
    /// The credential's future; `None` while one of the callers polls it.
    future: Option<TokenFuture<'static>>,
    /// The callers that were polled while another one polled the future. They are woken when it is back.
    waiting_for_future: Vec<Waker>,
    all_callers: Arc<CallerWakers>,
}

/// Wakes all callers of one refresh. The credential's future is polled with it.
#[derive(Default)]
struct CallerWakers(Mutex<Vec<Waker>>);

impl CallerWakers {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for CallerWakers {
    fn wake(self: Arc<Self>) {
        let wakers = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl SharedRefreshes {
    /// Whether some caller already waits for this request.
    pub(super) fn is_in_flight(&self, request: &TokenRequest) -> bool {
        self.lock()
            .refreshes
            .iter()
            .any(|refresh| refresh.serves(request) && refresh.callers > 0)
    }

    /// Starts a refresh, or joins the one in flight, and waits for its result.
    ///
    /// One caller gets the result, after `store` has stored it; the others then get `None`. `start` creates the
    /// credential's future without polling it. If it returns `None`, no refresh is needed, and so does this function.
    pub(super) async fn start_or_join(
        &self,
        request: &TokenRequest,
        start: impl FnOnce() -> Option<TokenFuture<'static>>,
        store: impl Fn(&TokenResult),
    ) -> Option<TokenResult> {
        let mut caller = Caller {
            refreshes: self,
            id: self.add_caller(request, start)?,
            is_polling: false,
        };
        poll_fn(|context| caller.poll(context, &store)).await
    }

    /// Counts a caller in, and returns the id of its refresh.
    fn add_caller(
        &self,
        request: &TokenRequest,
        start: impl FnOnce() -> Option<TokenFuture<'static>>,
    ) -> Option<u64> {
        let mut in_flight = self.lock();
        in_flight
            .refreshes
            .retain(|refresh| refresh.callers > 0 || !refresh.is_abandoned());
        for refresh in &mut in_flight.refreshes {
            if refresh.serves(request) {
                refresh.callers += 1;
                return Some(refresh.id);
            }
        }
        let future = start()?;
        in_flight.last_id += 1;
        let id = in_flight.last_id;
        in_flight.refreshes.push(Refresh {
            id,
            request: request.clone(),
            started_at: Instant::now(),
            callers: 1,
            future: Some(future),
            waiting_for_future: Vec::new(),
            all_callers: Arc::default(),
        });
        Some(id)
    }

    fn lock(&self) -> MutexGuard<'_, InFlight> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls `act` with a refresh, if it is still in flight.
    fn with<T>(&self, id: u64, act: impl FnOnce(&mut Refresh) -> T) -> Option<T> {
        let mut in_flight = self.lock();
        let refresh = in_flight
            .refreshes
            .iter_mut()
            .find(|refresh| refresh.id == id)?;
        Some(act(refresh))
    }

    /// Removes a refresh and wakes its callers.
    fn remove(&self, id: u64) {
        let mut in_flight = self.lock();
        let index = in_flight
            .refreshes
            .iter()
            .position(|refresh| refresh.id == id);
        let Some(index) = index else {
            return;
        };
        let refresh = in_flight.refreshes.swap_remove(index);
        drop(in_flight);
        refresh.waiting_for_future.into_iter().for_each(Waker::wake);
        refresh.all_callers.wake();
    }
}

impl Refresh {
    /// Whether the refresh requests the same token, and is young enough to be worth waiting for.
    fn serves(&self, request: &TokenRequest) -> bool {
        self.request == *request && !self.is_abandoned()
    }

    fn is_abandoned(&self) -> bool {
        self.started_at.elapsed() >= ABANDONED_AFTER
    }

    /// Takes the future to poll it, unless another caller has it.
    fn take_future(&mut self, waker: &Waker) -> Option<TokenFuture<'static>> {
        self.all_callers.add(waker);
        let future = self.future.take();
        if future.is_none() {
            self.waiting_for_future.push(waker.clone());
        }
        future
    }

    /// Puts the future back, and returns the callers that wanted it meanwhile.
    fn return_future(&mut self, future: TokenFuture<'static>) -> Vec<Waker> {
        self.future = Some(future);
        std::mem::take(&mut self.waiting_for_future)
    }
}

/// A caller that waits for a refresh.
struct Caller<'a> {
    refreshes: &'a SharedRefreshes,
    id: u64,
    is_polling: bool,
}

impl Caller<'_> {
    fn poll(
        &mut self,
        context: &mut Context<'_>,
        store: &impl Fn(&TokenResult),
    ) -> Poll<Option<TokenResult>> {
        let taken = self.refreshes.with(self.id, |refresh| {
            let future = refresh.take_future(context.waker());
            future.map(|future| (future, Arc::clone(&refresh.all_callers)))
        });
        let (future, all_callers) = match taken {
            // Another caller has removed the refresh after it stored the result.
            None => return Poll::Ready(None),
            // Another caller is polling the future right now.
            Some(None) => return Poll::Pending,
            Some(Some(taken)) => taken,
        };
        self.poll_future(future, &Waker::from(all_callers), store)
    }

    fn poll_future(
        &mut self,
        mut future: TokenFuture<'static>,
        waker: &Waker,
        store: &impl Fn(&TokenResult),
    ) -> Poll<Option<TokenResult>> {
        self.is_polling = true;
        let polled = future.as_mut().poll(&mut Context::from_waker(waker));
        self.is_polling = false;
        if let Poll::Ready(result) = polled {
            store(&result);
            self.refreshes.remove(self.id);
            return Poll::Ready(Some(result));
        }
        let waiting = self
            .refreshes
            .with(self.id, |refresh| refresh.return_future(future));
        // The credential may have woken them while this caller held the future.
        waiting.into_iter().flatten().for_each(Waker::wake);
        Poll::Pending
    }
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        if self.is_polling {
            // The credential has panicked, and its future must not be polled again.
            return self.refreshes.remove(self.id);
        }
        let all_callers = self.refreshes.with(self.id, |refresh| {
            refresh.callers -= 1;
            Arc::clone(&refresh.all_callers)
        });
        // The credential may have woken this caller alone; another one must poll the future instead.
        all_callers.into_iter().for_each(Wake::wake);
    }
}
