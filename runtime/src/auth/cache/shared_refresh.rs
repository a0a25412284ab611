//! SharedRefreshes that many may wait for, each driven by whoever of them is polled.
//!
//! There is no task behind a refresh, and no lock is state while it is open: a caller that is not polled any more, or that
//! is dropped, keeps nobody else from the answer.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::Instant;

use crate::auth::credential::TokenFuture;
use crate::auth::token::{AccessToken, TokenRequest};
use crate::error::box_error::BoxError;

/// A refresh that is older is given up for a new one: whoever is to answer it has perhaps gone.
const ABANDONED_AFTER: Duration = Duration::from_secs(120);

type TokenResult = Result<AccessToken, BoxError>;

/// The refreshes that are not answered yet. There are hardly ever more than two.
#[derive(Default)]
pub(super) struct SharedRefreshes(Mutex<Open>);

#[derive(Default)]
struct Open {
    refreshes: Vec<SharedRefresh>,
    asked: u64,
}

struct SharedRefresh {
    id: u64,
    request: TokenRequest,
    since: Instant,
    /// How many wait for it.
    callers: usize,
    /// `None` while one of them polls it; the others then have themselves woken here.
    answer: Option<TokenFuture<'static>>,
    late_wakers: Vec<Waker>,
    all: Arc<All>,
}

/// Wakes everybody who waits for one refresh.
#[derive(Default)]
struct All(Mutex<Vec<Waker>>);

impl All {
    fn add(&self, waker: &Waker) {
        let mut wakers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !wakers.iter().any(|other| other.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }
}

impl Wake for All {
    fn wake(self: Arc<Self>) {
        let wakers = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl SharedRefreshes {
    /// Whether somebody waits for this already.
    pub(super) fn is_open(&self, request: &TokenRequest) -> bool {
        self.open()
            .refreshes
            .iter()
            .any(|open| open.is(request) && open.callers > 0)
    }

    /// Asks, or joins those who have asked. The answer goes to one of them, and to `settle` before the others hear that
    /// there is one, as `None`. `begin` makes the future and does no more, or says that there is nothing to ask.
    pub(super) async fn ask(
        &self,
        request: &TokenRequest,
        begin: impl FnOnce() -> Option<TokenFuture<'static>>,
        settle: impl Fn(&TokenResult),
    ) -> Option<TokenResult> {
        let mut caller = Waiter {
            refreshes: self,
            id: self.join(request, begin)?,
            polling: false,
        };
        poll_fn(|context| caller.poll(context, &settle)).await
    }

    fn join(
        &self,
        request: &TokenRequest,
        begin: impl FnOnce() -> Option<TokenFuture<'static>>,
    ) -> Option<u64> {
        let mut open = self.open();
        open.refreshes
            .retain(|open| open.callers > 0 || open.since.elapsed() < ABANDONED_AFTER);
        if let Some(refresh) = open.refreshes.iter_mut().find(|open| open.is(request)) {
            refresh.callers += 1;
            return Some(refresh.id);
        }
        let answer = begin()?;
        open.asked += 1;
        let id = open.asked;
        open.refreshes.push(SharedRefresh {
            id,
            request: request.clone(),
            since: Instant::now(),
            callers: 1,
            answer: Some(answer),
            late_wakers: Vec::new(),
            all: Arc::default(),
        });
        Some(id)
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with a refresh that is still open.
    fn with<T>(&self, id: u64, act: impl FnOnce(&mut SharedRefresh) -> T) -> Option<T> {
        self.open()
            .refreshes
            .iter_mut()
            .find(|open| open.id == id)
            .map(act)
    }

    /// Takes a refresh away, and wakes those who wait for it.
    fn close(&self, id: u64) {
        let mut open = self.open();
        let Some(at) = open.refreshes.iter().position(|open| open.id == id) else {
            return;
        };
        let refresh = open.refreshes.swap_remove(at);
        drop(open);
        refresh.late_wakers.into_iter().for_each(Waker::wake);
        refresh.all.wake();
    }
}

impl SharedRefresh {
    fn is(&self, request: &TokenRequest) -> bool {
        self.request == *request && self.since.elapsed() < ABANDONED_AFTER
    }
}

/// One who waits for a refresh.
struct Waiter<'a> {
    refreshes: &'a SharedRefreshes,
    id: u64,
    polling: bool,
}

impl Waiter<'_> {
    fn poll(
        &mut self,
        context: &mut Context<'_>,
        settle: &impl Fn(&TokenResult),
    ) -> Poll<Option<TokenResult>> {
        let taken = self.refreshes.with(self.id, |refresh| {
            refresh.all.add(context.waker());
            let taken = refresh.answer.take();
            if taken.is_none() {
                refresh.late_wakers.push(context.waker().clone());
            }
            taken.map(|answer| (answer, Arc::clone(&refresh.all)))
        });
        let (mut answer, all) = match taken {
            None => return Poll::Ready(None),
            Some(None) => return Poll::Pending,
            Some(Some(taken)) => taken,
        };
        self.polling = true;
        let polled = answer.as_mut().poll(&mut Context::from_waker(&all.into()));
        self.polling = false;
        match polled {
            Poll::Ready(answer) => {
                settle(&answer);
                self.refreshes.close(self.id);
                Poll::Ready(Some(answer))
            }
            Poll::Pending => {
                let late_wakers = self.refreshes.with(self.id, |refresh| {
                    refresh.answer = Some(answer);
                    std::mem::take(&mut refresh.late_wakers)
                });
                // The answer may have come for them while this one was looking.
                late_wakers.into_iter().flatten().for_each(Waker::wake);
                Poll::Pending
            }
        }
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        if self.polling {
            // The credential has panicked, and its future cannot be polled again.
            return self.refreshes.close(self.id);
        }
        let all = self.refreshes.with(self.id, |refresh| {
            refresh.callers -= 1;
            Arc::clone(&refresh.all)
        });
        // Perhaps it was this one who was woken for the answer.
        all.into_iter().for_each(Wake::wake);
    }
}
